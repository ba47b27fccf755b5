"""One item of the Background Report: the views on it, what was held by all or by some, and what moved."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from wgig_sim.engines.record import Item, Option, Record
from wgig_sim.report.change import MOVED, Change
from wgig_sim.report.chronicle import Chronicle, Objection
from wgig_sim.report.names import Names
from wgig_sim.report.outcomes import fates, outcome
from wgig_sim.report.stance import MIDDLE, SIDE, spot, stands, stretch
from wgig_sim.report.wording import count, course, figure, listing, opening, signed, tally, things

Entry = dict[str, object]
Floats = NDArray[np.float64]
_STILL = ("Nobody moved far", "Minds hardly moved", "Nobody went far from where they had stood")


def background(record: Record, names: Names, story: Chronicle, changes: Change, item: Item) -> Entry:
    """What the template needs of one item."""
    row = record.issues.index(item.id)
    return {
        "title": names.issue(item.id),
        "outcome": outcome(item),
        "ask": names.ask(item.id),
        "line": f"From a first pole, {names.pole(item.id, -1)} (−1), to a second, {names.pole(item.id, 1)} (+1).",
        "range": f"{_range(names, item.id, record.end.position[row])} {_camps(record, names, row)}".strip(),
        "held": _held(record, names, item, row),
        "moved": f"{_moved(names, changes, item.id, row)} {_knew(changes, row)}".strip(),
        "objections": _objections(names, item, story.objections_on(item.id)),
    }


def _range(names: Names, issue: str, views: Floats) -> str:
    """How far views reached at the end, and how they lay on the line."""
    low, high = float(views.min()), float(views.max())
    if len(views) == 1:
        return f"There was one view, {spot(names, issue, low)} ({signed(low)})."
    reach = stretch(names, issue, low, high)
    if high - low < MIDDLE:
        return f"Held by all: views were practically the same, {reach}."
    left, right = int((views < -MIDDLE).sum()), int((views > MIDDLE).sum())
    sides = _sides(left, len(views) - left - right, right)
    if high - low >= 1.6:
        return f"Views took up nearly the whole line, {reach}. {sides}"
    extent = "lay close together" if high - low < 0.5 else "lay some way apart" if high - low < 1.2 else "lay far apart"
    return f"Views {extent}, {reach}. {sides}"


def _sides(left: int, middle: int, right: int) -> str:
    """How many stood on which side of the middle: what was held by all, and what by some."""
    total = left + middle + right
    who = "both" if total == 2 else f"all {count(total)}"
    for number, pole in ((left, "first"), (right, "second")):
        if number == total:
            return f"Held by all: {who} stood on the side of the {pole} pole."
    if middle == total:
        return f"Held by all: {who} stood in the middle, on neither side."
    if left and right:
        parts = [(left, "stood on the first side"), (right, "on the second"), (middle, "in between")]
        return f"{opening(tally(parts))}."
    parts = [(left or right, f"stood on the {'first' if left else 'second'} side"), (middle, "in the middle")]
    return f"{opening(tally(parts))}; nobody on the other."


def _camps(record: Record, names: Names, row: int) -> str:
    """The camps that stood furthest apart, and those that were divided themselves."""
    members: dict[str, list[int]] = {}
    for place, seat in enumerate(record.seats):
        members.setdefault(seat.camp, []).append(place)
    if len(members) < 2:
        return ""
    views = record.end.position[row]
    means = {camp: float(views[rows].mean()) for camp, rows in members.items()}
    first, last = min(means, key=means.__getitem__), max(means, key=means.__getitem__)
    ends = f"{names.camp(first)} ({signed(means[first])}) and {names.camp(last)} ({signed(means[last])})"
    if means[last] - means[first] < SIDE:
        words = "The camps hardly differed."
    elif means[first] < -SIDE and means[last] > SIDE:
        words = f"The camps on either side that stood furthest apart were {ends}."
    else:
        words = f"The greatest distance between camps was that between {ends}."
    split = [camp for camp, rows in members.items() if views[rows].min() < -SIDE and views[rows].max() > SIDE]
    if not split:
        return words
    if len(split) == len(members):
        return f"{words} Each camp was divided within itself."
    who = listing(map(names.camp, split))
    if len(split) == 1:
        return f"{words} One camp was divided within itself: {who}."
    return f"{words} {opening(things(len(split), 'camp'))} were divided within themselves: {who}."


def _held(record: Record, names: Names, item: Item, row: int) -> str:
    """Who stood where towards the agreed text; for an item without one, who can live with which option."""
    if item.status == "dropped":
        return "It was left out of the scope of the work."
    if item.status != "agreed" or item.text is None:
        return _without(names, item)
    views, limit = record.end.position[row], record.end.limit[row]
    far = np.flatnonzero(np.abs(item.text - views) > limit).tolist()
    return f"The agreed text {stands(names, item.id, item.text)}. {_wishes(names, item, views)} {_reach(names, far)}"


def _reach(names: Names, far: list[int]) -> str:
    """How many could live with the agreed text at the end if its wording left no room."""
    total = len(names.seats)
    if not far:
        everybody = "both" if total == 2 else f"all {count(total)}"
        return f"Held by all: {everybody} could live with it at the end, even taken at its word." if total > 1 else ""
    if len(far) == total:
        return "Taken at its word it went beyond what anybody could live with at the end."
    rest = total - len(far)
    others = "" if len(far) == 1 else f" {count(len(far))}"
    plain = f"taken at its word, {count(rest)} of the {count(total)} could live with it at the end"
    many = "most" if 2 * rest > total else "some"
    return f"Held by {many}: {plain}; for the other{others}{names.origin_of(far)} it went too far."


def _wishes(names: Names, item: Item, views: Floats) -> str:
    """On which side of the agreed text people stood."""
    text = item.text or 0.0
    lower, higher = np.flatnonzero(views < text - MIDDLE).tolist(), np.flatnonzero(views > text + MIDDLE).tolist()
    here = len(views) - len(lower) - len(higher)
    if here == len(views):
        return "It says what everybody wanted." if here > 1 else "It says what was wanted."
    own = f", while {count(here)} wanted just that" if here else ""
    if not lower or not higher:
        who = "everybody else" if here else "everybody"
        own = f"; {count(here)} wanted just that" if here else ""
        return f"{opening(who)} would have gone further towards the {'first' if lower else 'second'} pole{own}."
    less, more = _many(names, lower), _many(names, higher)
    return f"{opening(less)} would have gone further towards the first pole and {more} towards the second{own}."


def _many(names: Names, rows: list[int]) -> str:
    mostly = names.mostly(rows)
    return f"{count(len(rows))} ({mostly})" if mostly else count(len(rows))


def _without(names: Names, item: Item) -> str:
    if not item.options:
        return "There was no agreed text, nor were options drawn up."
    total = len(names.seats)
    whole = [option for option in item.options if len(option.supporters) == total]
    if whole:
        place = spot(names, item.id, whole[0].text)
        return f"There was no agreed text. Held by all: a text {place} lies within everybody's own limits."
    if len(item.options) == 1:
        (only,) = item.options
        return f"There was no agreed text; {_could(only)} could live with one {spot(names, item.id, only.text)}."
    places = [(_could(option), spot(names, item.id, option.text)) for option in item.options]
    (first, place), *rest = places
    parts = [f"{first} could live with one {place}", *(f"{number} with one {place}" for number, place in rest)]
    return f"There was no agreed text, and no option was held by all: {listing(parts)}."


def _could(option: Option) -> str:
    return count(len(option.supporters)) if option.supporters else "nobody"


def _moved(names: Names, changes: Change, issue: str, row: int) -> str:
    """What minds did on this issue, without the full stop where nobody went far."""
    moves, mean = changes.moves[row], float(changes.opinion[row])
    largest, far = float(np.abs(moves).max()), int((np.abs(moves) > MOVED).sum())
    net = float(moves.mean())
    drift = f", mostly towards the {'first' if net < 0 else 'second'} pole" if abs(net) > 0.6 * mean and mean >= 0.02 else ""
    most = len(changes.opinion) > 1 and mean >= 0.02 and mean == float(changes.opinion.max())
    rank = ", more than on any other issue" if most else ""
    if largest < 0.005:
        return "No mind changed."
    if not far:
        extent = f"{figure(mean)} on average, {figure(largest)} at most"
        return f"{names.turn(issue, _STILL)} ({extent}){drift}{rank}."
    share = f"{opening(things(far, names.member))} moved by more than {figure(MOVED)}"
    return f"{share}; the average is {figure(mean)}{drift}{rank}.{_nearer(changes, row)}"


def _nearer(changes: Change, row: int) -> str:
    before, after = float(changes.start.position[row].std()), float(changes.end.position[row].std())
    if before < 0.01 or abs(after / before - 1) < 0.1:
        return ""
    return f" Views ended {'closer together' if after < before else 'further apart'} than they had begun."


def _knew(changes: Change, row: int) -> str:
    """What they knew of each other on this issue, set against what they did with their views."""
    if not changes.pictures:
        return ""
    before, after = float(changes.start.understanding[row]), float(changes.end.understanding[row])
    levels, gains = changes.end.understanding, changes.end.understanding - changes.start.understanding
    rank = ""
    if len(levels) > 2 and figure(after) != figure(before):
        if gains[row] == gains.max() and gains[row] > 0:
            rank = ", further than on any other issue"
        elif levels[row] == levels.max():
            rank = ", the highest of all issues"
        elif levels[row] == levels.min():
            rank = ", the lowest of all issues"
    if after - before < 0.01 and figure(before) != figure(after):
        return f"They understood each other no better for it: understanding {course(before, after)}{rank}."
    return f"Understanding {course(before, after)}{rank}."


def _objections(names: Names, item: Item, objections: Sequence[Objection]) -> str:
    """The objections to texts on this issue and what became of them."""
    if not objections:
        return "No objection was raised." if item.text is not None else ""
    seats = len({row.seat for row in objections})
    lower, higher = sum(row.side < 0 for row in objections), sum(row.side > 0 for row in objections)
    who = f"{opening(things(len(objections), 'objection'))} came from {things(seats, names.member)}"
    if lower and higher:
        sides = f"{count(lower)} wanted the text nearer to the first pole, {count(higher)} nearer to the second"
    else:
        each = "it" if len(objections) == 1 else "both" if len(objections) == 2 else "all"
        sides = f"{each} wanted the text nearer to the {'first' if lower else 'second'} pole"
    red = sum(row.red_line for row in objections)
    return f"{who}: {sides}. {fates(objections)}{red_lines(red, len(objections))}"


def red_lines(red: int, total: int) -> str:
    """In how many cases an objector's red line was at stake; nothing where in none."""
    if not red:
        return ""
    where = "" if total == 1 else " in every case" if red == total else f" in {count(red)} of them"
    return f" A red line was at stake{where}."
