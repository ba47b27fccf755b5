"""The Report: questions, issues with their priorities, recommendations, and options where there was no agreement."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from wgig_sim.engines.record import Item, Option, Record
from wgig_sim.report.change import change, groups, in_short, rows_by_group
from wgig_sim.report.chronicle import Chronicle
from wgig_sim.report.names import Names
from wgig_sim.report.outcomes import agreed_text, agreements, outcome, result
from wgig_sim.report.people import decision_rule, leadership, membership, sittings
from wgig_sim.report.stance import spot, stands
from wgig_sim.report.wording import count, day, figure, listing, opening, percent, signed, things, weight

Entry = dict[str, object]
NOTABLE = 0.2
"""Groups differ clearly in their distance from a text from here."""


def report(record: Record, names: Names, story: Chronicle) -> Entry:
    """What the template of the Report needs."""
    items = {item.id: item for item in record.items}
    areas = [id for id in record.issues if record.scenario.issues[id].kind == "area" and id in items]
    questions = [id for id in record.issues if record.scenario.issues[id].kind == "question" and id in items]
    agreed = [id for id in record.issues if id in items and items[id].status == "agreed"]
    remarks = _remarks(record, names)
    weights = dict(zip(record.issues, record.salience.mean(axis=1).tolist(), strict=True))
    return {
        "people": f"{membership(names)} {leadership(names)} {_represented(record)}".strip(),
        "work": f"{sittings(names, story)} {decision_rule(names)}",
        "result": result(names, record.items),
        "change": in_short(names, change(record)),
        "questions": [_question(names, items[id], remarks) for id in questions],
        "priorities": _priorities(record, names, weights),
        "clusters": _clusters(names, areas, weights, items),
        "recommendations": _recommendations(names, [items[id] for id in agreed if id in areas], remarks),
        "none_agreed": _none_agreed(names, agreed, areas),
        "open": [_not_agreed(names, story, item) for item in record.items if item.status not in ("agreed", "dropped")],
        "agreements": agreements(names, story, record.items),
        "outcomes": [_outcome_row(names, story, item) for item in record.items],
    }


def _represented(record: Record) -> str:
    """How well those outside found themselves in the group."""
    share = record.selection.get("representation")
    if share is None or not len(record.reception["issue"]):
        return ""
    return f"Of the stakeholders outside, {percent(share)} had somebody of their own group and near to their views in it."


def _extremes(items: Sequence[Item]) -> dict[str, str]:
    """A word about the agreed text that leaves least open and the one that leaves most; none where two tie."""
    agreed = sorted((item for item in items if item.substance is not None), key=lambda item: item.substance or 0.0)
    levels = [figure(item.substance or 0.0) for item in agreed]
    words: dict[str, str] = {}
    if len(agreed) > 2 and levels[0] != levels[1]:
        words[agreed[0].id] = " No other agreed text leaves so much open."
    if len(agreed) > 2 and levels[-1] != levels[-2]:
        words[agreed[-1].id] = " No other agreed text leaves so little open."
    return words


def _remarks(record: Record, names: Names) -> dict[str, str]:
    """What there is to say about each agreed text beside what it says: how open it is, and whom it asks most of."""
    extremes = _extremes(record.items)
    agreed = [item for item in record.items if item.status == "agreed" and item.text is not None]
    return {item.id: _asks(record, names, item) + extremes.get(item.id, "") for item in agreed}


def _asks(record: Record, names: Names, item: Item) -> str:
    """The group whose views lie furthest from a text, and the one nearest to it, where they clearly differ."""
    row = record.issues.index(item.id)
    distance = np.abs(record.end.position[row] - (item.text or 0.0))
    if (distance <= record.latitude[row]).all():
        return " It lies within everybody's own limits."
    means = {group: float(distance[members].mean()) for group, members in rows_by_group(record).items()}
    far, near = max(means, key=means.__getitem__), min(means, key=means.__getitem__)
    if means[far] - means[near] < NOTABLE:
        return ""
    nearest = f"nearest to those of {names.group_inside(near)} ({figure(means[near])})"
    return f" It lies furthest from the views of {names.group_inside(far)} ({figure(means[far])} on average) and {nearest}."


def _question(names: Names, item: Item, extremes: dict[str, str]) -> Entry:
    if item.status == "agreed":
        text = f"{agreed_text(names, item)}{extremes.get(item.id, '')}"
    elif item.status == "dropped":
        text = "This question was left out of the scope of the work."
    else:
        instead = f" and sets out {things(len(item.options), 'option')}" if item.options else ""
        text = f"The {names.body} did not agree on an answer{instead}: see “Not agreed” below."
    return {"title": names.issue(item.id), "ask": names.ask(item.id), "text": text}


def _priorities(record: Record, names: Names, weights: dict[str, float]) -> str:
    if len(weights) == 1:
        return "There was one issue only, so that priorities do not arise."
    ranked = sorted(weights, key=lambda id: -weights[id])
    if weight(weights[ranked[0]]) == weight(weights[ranked[-1]]):
        return f"No issue stands out: the {names.member}s gave all of them about the same weight."
    top = ranked[: min(3, len(ranked) - 1)]
    parts = [f"{names.issue_inside(id)} ({weight(weights[id])})" for id in top]
    lead = f"Of all the weight that the {names.member}s gave to issues, most fell on {listing(parts)}."
    return f"{lead} {_first_by_group(record, names)}".strip()


def _first_by_group(record: Record, names: Names) -> str:
    """Which issue each group puts first, where they differ."""
    present = groups(record)
    if len(present) < 2:
        return ""
    first: dict[str, list[str]] = {}
    for group, rows in rows_by_group(record).items():
        best = record.issues[int(record.salience[:, rows].mean(axis=1).argmax())]
        first.setdefault(best, []).append(names.group_inside(group))
    if len(first) == 1:
        (only,) = first
        return f"{'Both' if len(present) == 2 else 'All'} groups put {names.issue_inside(only)} first."
    parts = [f"for {listing(who)} {names.issue_inside(id)}" for id, who in first.items()]
    return f"Which issue comes first depends on the group: {'; '.join(parts)}."


def _clusters(names: Names, areas: Sequence[str], weights: dict[str, float], items: dict[str, Item]) -> list[Entry]:
    """The areas of each cluster, the weightiest first, with their rank among all items."""
    rank = {id: place for place, id in enumerate(sorted(weights, key=lambda id: -weights[id]), start=1)}
    found: list[Entry] = []
    for cluster in names.scenario.clusters:
        inside = sorted((id for id in areas if names.scenario.issues[id].cluster == cluster), key=rank.__getitem__)
        rows = [(names.issue(id), str(rank[id]), weight(weights[id]), outcome(items[id])) for id in inside]
        if rows:
            found.append({"title": names.cluster(cluster), "rows": rows})
    return found


def _recommendations(names: Names, agreed: Sequence[Item], extremes: dict[str, str]) -> list[Entry]:
    """Agreed areas by cluster, numbered through."""
    found: list[Entry] = []
    number = 0
    for cluster in names.scenario.clusters:
        entries = []
        for item in (item for item in agreed if names.scenario.issues[item.id].cluster == cluster):
            number += 1
            text = f"{agreed_text(names, item)}{extremes.get(item.id, '')}"
            entries.append({"number": str(number), "title": names.issue(item.id), "ask": names.ask(item.id), "text": text})
        if entries:
            found.append({"title": names.cluster(cluster), "items": entries})
    return found


def _none_agreed(names: Names, agreed: Sequence[str], areas: Sequence[str]) -> str:
    if not areas:
        return "No issue areas were before it beside the questions above."
    if any(id in areas for id in agreed):
        return ""
    return f"The {names.body} did not agree on a recommendation on any of the issues above."


def _not_agreed(names: Names, story: Chronicle, item: Item) -> Entry:
    """One item without agreement: where the draft ended, the options, and who can live with what."""
    options = [_option(names, item, option) for option in item.options]
    return {
        "title": names.issue(item.id),
        "ask": names.ask(item.id),
        "intro": f"{_no_text(names, item)} {_draft(names, story, item)}",
        "options": options,
        "after": _support(names, story, item) if item.options else "",
    }


def _no_text(names: Names, item: Item) -> str:
    if not item.options:
        return f"The {names.body} did not agree, and no options were drawn up."
    if len(item.options) == 1:
        return (
            f"The {names.body} did not agree, although there is a text that meets its {names.member}s' own limits. "
            "It is set out as the only option."
        )
    number = count(len(item.options))
    phrases = (
        f"The {names.body} did not agree on one text. It sets out {number}.",
        f"No single text was agreed; {number} are set out instead.",
        f"Agreement on one text was out of reach, and {number} stand side by side.",
    )
    return names.turn(item.id, phrases)


def _draft(names: Names, story: Chronicle, item: Item) -> str:
    rounds = sum(row.issue == item.id for row in story.rounds)
    if not rounds and item.text is None:
        return "The issue was never taken up."
    if item.text is None:
        return f"In {things(rounds, 'round')} of discussion no text was put on the table."
    said = f"The last draft, which {stands(names, item.id, item.text)},"
    held = [row for row in story.objections_on(item.id) if row.fate == "sustained"]
    if not held:
        package = names.scenario.rules.scope == "package"
        why = "the package that it was a part of found no agreement" if package else "yet it was not adopted"
        return f"{said} met no objection that was kept up to the end{'; ' if package else ', '}{why}."
    who = {row.seat: row.group for row in held}
    groups = names.origin(list(who.values()))
    if len(who) == len(held):
        noun = "objection" if len(held) == 1 else "objections"
        return f"{said} failed on the sustained {noun} of {things(len(who), names.member)}{groups}."
    return f"{said} failed on {count(len(held))} sustained objections by {things(len(who), names.member)}{groups}."


def _option(names: Names, item: Item, option: Option) -> Entry:
    """One option: where it lies and who can live with it, only with it, or best with it."""
    place = f"{opening(spot(names, item.id, option.text))} ({signed(option.text)})"
    if not option.supporters:
        return {"place": place, "text": f"No {names.member} can live with it."}
    who = set(option.supporters)
    elsewhere = {row for other in item.options if other is not option for row in other.supporters}
    only = len(who - elsewhere)
    everybody = len(who) == len(names.seats)
    total = _everybody(names) if everybody else things(len(who), names.member)
    text = f"{opening(total)} can live with it" + ("" if everybody else names.followers(sorted(who)))
    if len(item.options) > 1 and only == len(who):
        text += ", and with no other" if len(who) > 1 else ", and with nothing else"
    elif len(item.options) > 1 and only:
        text += f"; for {count(only)} of them it is the only one"
    elif len(item.options) > 1:
        text += "; each of them could also live with another"
    return {"place": place, "text": text + "."}


def _everybody(names: Names) -> str:
    number = len(names.seats)
    if number == 1:
        return f"the one {names.member}"
    return f"{'both' if number == 2 else f'all {count(number)}'} {names.member}s"


def _support(names: Names, story: Chronicle, item: Item) -> str:
    """Who stands behind several options, who behind none, and whose red lines were in the way."""
    backing = np.zeros(len(names.seats), dtype=int)
    for option in item.options:
        backing[list(option.supporters)] += 1
    sentences = [_several(names, backing)] if len(item.options) > 1 else []
    none = np.flatnonzero(backing == 0).tolist()
    if none:
        sentences.append(f"For {things(len(none), names.member)}{names.origin_of(none)} there is no option here.")
    elif len(item.options) > 1:
        sentences.append(f"No {names.member} is left without one.")
    lines = {entry.seat: entry.group for entry in story.objections_on(item.id) if entry.red_line and entry.fate == "sustained"}
    if lines:
        who = f"{things(len(lines), names.member)}{names.origin(list(lines.values()))}"
        sentences.append(f"For {who} the draft lay beyond a red line.")
    return " ".join(sentences)


def _several(names: Names, backing: NDArray[np.int_]) -> str:
    many = np.flatnonzero(backing > 1).tolist()
    if not many:
        return f"No {names.member} stands behind more than one of them: each has its own following."
    if len(many) == len(backing):
        return f"Every {names.member} can live with more than one of them."
    verb = "stands" if len(many) == 1 else "stand"
    return opening(f"{things(len(many), names.member)}{names.origin_of(many)} {verb} behind more than one of them.")


def _outcome_row(names: Names, story: Chronicle, item: Item) -> tuple[str, ...]:
    agreed = story.when(item.step) if item.step is not None and item.status == "agreed" else None
    substance = figure(item.substance) if item.substance is not None and agreed else "–"
    total = len(story.objections_on(item.id))
    return names.issue(item.id), outcome(item), day(agreed.date) if agreed else "–", substance, str(total)
