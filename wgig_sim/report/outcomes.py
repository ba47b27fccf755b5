"""What became of the items, in phrases that several documents share."""

from collections import Counter
from collections.abc import Sequence

from wgig_sim.engines.record import Item
from wgig_sim.report.chronicle import FATES, Chronicle, Objection
from wgig_sim.report.names import Names
from wgig_sim.report.stance import openness, stands
from wgig_sim.report.wording import count, figure, listing, opening, tally, things

NAMED = 6
"""Items that a summary names; more of them are counted."""


def tally_fates(objections: Sequence[Objection]) -> str:
    """What became of some objections: "eight accommodated and one addressed"."""
    found = Counter(row.fate for row in objections)
    still = sum(number for fate, number in found.items() if fate not in FATES)
    return tally([*((found[fate], fate) for fate in FATES), (still, "still open")])


def fates(objections: Sequence[Objection]) -> str:
    """The same as a sentence: "One was accommodated and three addressed."."""
    if len(objections) == 1:
        return f"It was {_fate(objections[0])}."
    found = Counter(_fate(row) for row in objections)
    if len(found) == 1:
        return f"{'Both' if len(objections) == 2 else 'All'} were {_fate(objections[0])}."
    words = tally_fates(objections)
    number, rest = words.split(" ", 1)
    return opening(f"{number} {'was' if number in ('one', '1') else 'were'} {rest}.")


def _fate(objection: Objection) -> str:
    return objection.fate if objection.fate in FATES else "still open"


def agreed_text(names: Names, item: Item) -> str:
    """What the agreed text says and how much it leaves open."""
    if item.text is None:
        return "No text is on record."
    says = f"The text {stands(names, item.id, item.text)}"
    if item.substance is None:
        return f"{says}."
    joint = "and" if item.substance >= 0.85 else "but"
    return f"{says}, {joint} {openness(names, item.id, item.substance)} (substance {figure(item.substance)})."


def agreements(names: Names, story: Chronicle, items: Sequence[Item]) -> list[dict[str, str]]:
    """How the agreements came about, event by event in the order of the calendar."""
    found: dict[str, list[Item]] = {}
    for item in sorted((item for item in items if item.id in story.agreed), key=lambda item: item.step or 0):
        row = story.when(item.step) if item.step is not None else None
        if row is not None:
            found.setdefault(row.event, []).append(item)
    return [{"event": names.event(event), "text": _agreed_at(names, story, together)} for event, together in found.items()]


def _agreed_at(names: Names, story: Chronicle, items: Sequence[Item]) -> str:
    """What one event agreed on, and over how much resistance."""
    titles = listing(names.issue_inside(item.id) for item in items)
    free = [item for item in items if not story.objections_on(item.id)]
    hard = [item for item in items if story.objections_on(item.id)]
    if len(items) == 1:
        objections = story.objections_on(items[0].id)
        if not objections:
            return f"The {names.body} agreed on {titles}, to which nobody had objected."
        came = things(len(objections), "objection")
        return f"The {names.body} agreed on {titles}, after {came}. {fates(objections)}"
    lead = f"The {names.body} agreed on {count(len(items))} items: {titles}."
    if not hard:
        return f"{lead} Nobody had objected to {'either' if len(items) == 2 else 'any of them'}."
    if free and len(free) <= len(hard):
        lead += f" Nobody had objected to {listing((names.issue_inside(item.id) for item in free), 'or')}."
    drawn = [(names.issue_inside(item.id), story.objections_on(item.id)) for item in hard]
    if len(free) > len(hard):
        few = listing(f"{title} ({tally_fates(objections)})" for title, objections in drawn)
        return f"{lead} Only {few} had drawn objections."
    (title, objections), *rest = drawn
    parts = [f"{title} had drawn {things(len(objections), 'objection')} ({_in_brackets(objections)})"]
    parts += [f"{title} {count(len(objections))} ({_in_brackets(objections)})" for title, objections in rest]
    return f"{lead} {opening(listing(parts))}."


def _in_brackets(objections: Sequence[Objection]) -> str:
    if len({_fate(row) for row in objections}) > 1:
        return tally_fates(objections)
    every = {1: "", 2: "both "}.get(len(objections), "all ")
    return f"{every}{_fate(objections[0])}"


def outcome(item: Item) -> str:
    """The outcome in a table cell."""
    if item.status == "agreed":
        return "agreed"
    if item.status == "dropped":
        return "out of scope"
    if item.options:
        return "one option" if len(item.options) == 1 else f"{count(len(item.options))} options"
    return "open"


def result(names: Names, items: Sequence[Item]) -> str:
    """The result of the whole process in a few sentences."""
    agreed = [item for item in items if item.status == "agreed"]
    dropped = [item for item in items if item.status == "dropped"]
    before = [item for item in items if item.status != "dropped"]
    optional = [item for item in before if item.status != "agreed" and item.options]
    bare = [item for item in before if item.status != "agreed" and not item.options]
    sentences = [_share_agreed(names, agreed, before)]
    if len(optional) == 1:
        (item,) = optional
        title = names.issue_inside(item.id)
        where = f"On {title} the report" if len(before) > 1 else "The report"
        sentences.append(f"{where} sets out {things(len(item.options), 'option')} instead.")
    elif optional:
        these = count(len(optional))
        if len(optional) == len(before):
            these = "both" if len(before) == 2 else "each of them"
        sentences.append(f"For {these} it sets out options instead{_which(names, optional)}.")
    if bare:
        sentences.append(opening(f"nothing came of {listing(names.issue_inside(item.id) for item in bare)}."))
    if dropped:
        verb = "was" if len(dropped) == 1 else "were"
        titles = listing(names.issue_inside(item.id) for item in dropped)
        sentences.append(opening(f"{titles} {verb} left out of the scope of the work."))
    return " ".join(sentences)


def _which(names: Names, optional: Sequence[Item]) -> str:
    """The items with options and how many each has; where they are many, only how many options there are on each."""
    if len(optional) <= NAMED:
        return f": {listing(f'{names.issue_inside(item.id)} ({count(len(item.options))})' for item in optional)}"
    numbers = sorted({len(item.options) for item in optional})
    return f", {listing(map(count, numbers), 'or')} on each"


def _share_agreed(names: Names, agreed: Sequence[Item], before: Sequence[Item]) -> str:
    if not before:
        return f"Nothing was put before the {names.body}."
    if len(before) == 1:
        verb = "agreed" if agreed else "did not agree"
        return f"The {names.body} had a single item before it, {names.issue_inside(before[0].id)}, and {verb} on it."
    if len(agreed) == len(before):
        everything = "both" if len(agreed) == 2 else f"all {count(len(agreed))}"
        return f"The {names.body} agreed on {everything} items before it."
    if not agreed:
        none = "neither of the two" if len(before) == 2 else f"none of the {count(len(before))}"
        return f"The {names.body} agreed on {none} items before it."
    return f"Of the {count(len(before))} items before it the {names.body} agreed on {count(len(agreed))}."
