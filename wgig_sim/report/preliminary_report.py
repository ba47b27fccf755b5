"""The preliminary report: where things stood at the event that it was presented at, and nothing later."""

from collections.abc import Sequence

from wgig_sim.engines.record import Record
from wgig_sim.report.change import change
from wgig_sim.report.chronicle import Chronicle, Objection, Round, Statement
from wgig_sim.report.names import Names
from wgig_sim.report.outcomes import agreed_text, agreements, tally_fates
from wgig_sim.report.people import decision_rule, leadership, membership, sittings
from wgig_sim.report.stance import stands, stretch
from wgig_sim.report.wording import DASH, count, course, day, listing, opening, signed, things

Entry = dict[str, object]


def moment(record: Record, story: Chronicle) -> Round | None:
    """The last row of the event that a preliminary report was presented at; None if there was no such event."""
    due = {id for id, event in record.scenario.calendar.items() if event.document == "preliminary-report"}
    return next((row for row in reversed(story.rounds) if row.event in due), None)


def preliminary_report(record: Record, names: Names, story: Chronicle, at: Round) -> Entry:
    """What the template of the preliminary report needs; `at` is the moment it speaks of."""
    past = story.until(at.step)
    agreed = [item for item in record.items if item.id in past.agreed]
    texts = [id for id in record.issues if id in past.tabled and id not in past.agreed]
    rest = [id for id in record.issues if id not in past.tabled and id not in past.agreed]
    discussed = {row.issue for row in past.rounds}
    return {
        "stands": f"This report says how things stood on the evening of {day(at.date)} ({names.event(at.event)}).",
        "people": f"{membership(names)} {leadership(names)}",
        "work": f"{sittings(names, past)} {decision_rule(names)}",
        "balance": _balance(names, len(agreed), len(texts), len(rest)),
        "agreed": [{"title": names.issue(item.id), "text": agreed_text(names, item)} for item in agreed],
        "agreements": agreements(names, past, agreed),
        "tabled": _tabled(names, past, texts),
        "texts": [
            {"title": names.issue(id), "text": _text(names, past, id)}
            for id in sorted(texts, key=lambda id: -_standing(past, id))
        ],
        "discussed": _discussed(names, past, [id for id in rest if id in discussed]),
        "talk": _talk_table(names, past, [id for id in rest if id in discussed]),
        "untouched": _untouched(names, [id for id in rest if id not in discussed]),
        "understanding": _understanding(record, past),
        "ahead": _ahead(names, at),
    }


def _balance(names: Names, agreed: int, texts: int, rest: int) -> str:
    """The state of the work in one sentence."""
    total = agreed + texts + rest
    if agreed == total:
        return f"All items before the {names.body} have been agreed."
    parts = [f"{things(agreed, 'item')} {'has' if agreed == 1 else 'have'} been agreed"]
    if not agreed:
        parts = ["nothing has been agreed yet"]
    if texts:
        parts.append(f"{count(texts)} {'has' if texts == 1 else 'have'} a text that is still under discussion")
    if rest:
        parts.append(f"{count(rest)} {'has' if rest == 1 else 'have'} none")
    return f"{opening(listing(parts))}."


def _standing(past: Chronicle, issue: str) -> int:
    return sum(not row.fate for row in past.objections_on(issue))


def _tabled(names: Names, past: Chronicle, issues: Sequence[str]) -> str:
    """Where the texts under discussion first came on the table."""
    found: dict[str, list[str]] = {}
    for issue in sorted(issues, key=past.tabled.__getitem__):
        row = past.when(past.tabled[issue])
        if row is not None:
            found.setdefault(row.event, []).append(issue)
    if len(found) == 1 and len(issues) > 1:
        (event,) = found
        return f"All {count(len(issues))} first came on the table at one event ({names.event(event)})." if len(issues) > 2 else ""
    parts = [f"{listing(map(names.issue_inside, tabled))} ({names.event(event)})" for event, tabled in found.items()]
    return f"First texts came on the table as follows: {'; '.join(parts)}." if parts else ""


def _text(names: Names, past: Chronicle, issue: str) -> str:
    """An issue with a text but without agreement: its objections, and the draft that drew the latest."""
    objections = past.objections_on(issue)
    if not objections:
        return "No objection has been recorded so far."
    latest = max(objections, key=lambda row: row.step)
    return f"{_so_far(names, objections)} The draft that drew the latest {stands(names, issue, latest.text)}."


def _so_far(names: Names, objections: Sequence[Objection]) -> str:
    """How many objections there have been, and whose still stand."""
    pending = [row for row in objections if not row.fate]
    total, who = len(objections), names.origin([row.group for row in pending])
    if not pending:
        raised = f"{opening(things(total, 'objection'))} {'has' if total == 1 else 'have'} been raised"
        return f"{raised} and none stands any more ({tally_fates(objections)})."
    if len(pending) == total:
        every = {1: "The only objection", 2: "Both objections"}.get(total, f"All {count(total)} objections")
        return f"{every} so far {'stands' if total == 1 else 'stand'}{who}."
    stand = "stands" if len(pending) == 1 else "stand"
    return f"{opening(count(len(pending)))} of {count(total)} objections {stand}{who}."


def _said(past: Chronicle, issue: str) -> list[Statement]:
    return [row for row in past.statements if row.issue == issue]


def _discussed(names: Names, past: Chronicle, issues: Sequence[str]) -> str:
    """The issues without a text on which what was said lay furthest apart, and least far."""
    said = {id: [row.statement for row in _said(past, id)] for id in issues}
    wide = {id: max(values) - min(values) for id, values in said.items() if len(values) > 1}
    if not wide:
        return ""
    most, least = max(wide, key=wide.__getitem__), min(wide, key=wide.__getitem__)
    reach = {id: stretch(names, id, min(said[id]), max(said[id])) for id in (most, least)}
    words = f"What was said lay furthest apart on {names.issue_inside(most)}, {reach[most]}"
    return f"{words}." if most == least else f"{words}; it lay least far apart on {names.issue_inside(least)}, {reach[least]}."


def _talk_table(names: Names, past: Chronicle, issues: Sequence[str]) -> list[tuple[str, ...]]:
    """A row for each issue that was discussed but has no text: how much was said, and how far apart."""
    rows: list[tuple[str, ...]] = [("Item", "Rounds", "Statements", "From outside", "Lowest", "Highest")] if issues else []
    for id in issues:
        said = _said(past, id)
        values = [row.statement for row in said]
        ends = (signed(min(values)), signed(max(values))) if values else (DASH, DASH)
        rounds, outside = sum(row.issue == id for row in past.rounds), sum(not row.speaker for row in said)
        rows.append((names.issue(id), str(rounds), str(len(said)), str(outside), *ends))
    return rows


def _untouched(names: Names, issues: Sequence[str]) -> str:
    if not issues:
        return ""
    verb = "has" if len(issues) == 1 else "have"
    return opening(f"{listing(names.issue_inside(id) for id in issues)} {verb} not been taken up.")


def _understanding(record: Record, past: Chronicle) -> str:
    """How far understanding, trust and the facts have come."""
    changes, now = change(record), past.rounds[-1]
    before = changes.trust(changes.start)
    if before is None:
        return ""
    understanding = float(changes.start.understanding.mean())
    knew = f"understanding of each other's views {course(understanding, now.understanding)}"
    sentences = [f"From the first day to this one, {knew} and trust in each other {course(before, now.trust)}."]
    within, between = changes.trust(changes.start, within=True), changes.trust(changes.start, within=False)
    if within is not None and between is not None:
        across = f"Between the groups trust {course(between, now.trust_between)}"
        sentences.append(f"{across}; within them it {course(within, now.trust_within)}.")
    sentences.append(f"The grasp of the facts {course(float(changes.start.knowledge.mean()), now.knowledge)}.")
    return " ".join(sentences)


def _ahead(names: Names, at: Round) -> str:
    """What the calendar still holds."""
    scenario = names.scenario
    ids = list(scenario.calendar)
    if scenario.last_event in ids:
        ids = ids[: ids.index(scenario.last_event) + 1]
    later = [id for id in ids if names.sits(id) and scenario.calendar[id].start > at.date]
    if not later:
        return "No further event is planned."
    parts = [f"{names.event(id)} ({day(scenario.calendar[id].start)})" for id in later]
    verb = "is" if len(later) == 1 else "are"
    return f"{opening(things(len(later), 'event'))} {verb} still to come: {listing(parts)}."
