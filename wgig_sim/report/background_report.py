"""The Background Report: for each item the views as they were, held by all or by some, and what moved them."""

import numpy as np

from wgig_sim.engines.record import Record
from wgig_sim.report.background_item import background, red_lines
from wgig_sim.report.background_tables import by_camp, by_issue, ledger_by_issue, trust_between
from wgig_sim.report.change import MOVED, Change, change, views_moved
from wgig_sim.report.chronicle import Chronicle
from wgig_sim.report.names import Names
from wgig_sim.report.outcomes import fates
from wgig_sim.report.wording import course, figure, opening, percent, things

Entry = dict[str, object]


def background_report(record: Record, names: Names, story: Chronicle) -> Entry:
    """What the template of the Background Report needs."""
    changes = change(record)
    clusters: list[Entry] = []
    for cluster in record.scenario.clusters:
        inside = [item for item in record.items if record.scenario.issues[item.id].cluster == cluster]
        entries = [background(record, names, story, changes, item) for item in inside]
        if entries:
            clusters.append({"title": names.cluster(cluster), "items": entries})
    return {
        "views": _all_views(record, names, changes),
        "pictures": _all_pictures(record, names, changes),
        "trust": _trust(record, names, changes),
        "trust_table": trust_between(record, names, changes),
        "objections": _all_objections(names, story),
        "clusters": clusters,
        "figures": by_issue(record, names, changes),
        "camps": by_camp(record, names),
        "ledger": ledger_by_issue(record, names, story),
    }


def _all_views(record: Record, names: Names, changes: Change) -> str:
    """How far views went, in all."""
    mean = float(changes.opinion.mean())
    moved = np.abs(changes.moves)
    place = np.unravel_index(int(moved.argmax()), moved.shape)
    if moved[place] < 0.005:
        return f"{views_moved(mean)}, not anybody's, on any issue."
    far = int((moved > MOVED).sum())
    share = f"{percent(far / moved.size)} of all single views" if far else "No single view"
    issue = names.issue_inside(record.issues[int(place[0])])
    most = f"the longest way that anybody went was {figure(float(moved[place]))}" + (f", on {issue}" if len(moved) > 1 else "")
    return f"{views_moved(mean)}. {opening(share)} changed by more than {figure(MOVED)}; {most}."


def _all_pictures(record: Record, names: Names, changes: Change) -> str:
    """How well they knew each other's views, and the facts."""
    start, end = changes.start, changes.end
    facts = f"The grasp of the facts {course(float(start.knowledge.mean()), float(end.knowledge.mean()))}."
    if not changes.pictures:
        return facts
    better, worse = changes.corrected.sum(axis=0).tolist()
    total = changes.pictures * len(record.issues)
    levels = float(start.understanding.mean()), float(end.understanding.mean())
    knew = f"Understanding of each other's views {course(*levels)}"
    if better or worse:
        pictures = f"of the {total:,} pictures that they had of one another's views"
        knew += f": {pictures}, {better:,} became truer and {worse:,} less true"
    gain = end.understanding - start.understanding
    best = ""
    if len(gain) > 1 and gain.max() > 0.02:
        best = f" It grew most on {names.issue_inside(record.issues[int(gain.argmax())])}."
    return f"{knew}.{best} {facts}"


def _trust(record: Record, names: Names, changes: Change) -> str:
    """How far they came to trust each other, within their groups and across them."""
    before, after = changes.trust(changes.start), changes.trust(changes.end)
    if before is None or after is None:
        return ""
    words = f"Trust in each other {course(before, after)}."
    a, b = changes.trust(changes.start, within=True), changes.trust(changes.end, within=True)
    c, d = changes.trust(changes.start, within=False), changes.trust(changes.end, within=False)
    if a is None or b is None or c is None or d is None:
        return words
    words += f" Within the groups it {course(a, b)}; between them it {course(c, d)}."
    if d - c > b - a + 0.01:
        words += " What was gained, then, was gained above all across the groups." if d > c else ""
    return words


def _all_objections(names: Names, story: Chronicle) -> str:
    """How many objections there were, by whom, and what became of them."""
    rows = story.objections
    if not rows:
        return "No objection to any text is on record."
    seats = len({row.seat for row in rows})
    origin = names.origin([row.group for row in rows])
    red = sum(row.red_line for row in rows)
    lines = red_lines(red, len(rows)) or " None was a matter of red lines."
    raised = f"{opening(things(len(rows), 'objection'))} by {things(seats, names.member)}"
    return f"{raised} {'is' if len(rows) == 1 else 'are'} on record{origin}. {fates(rows)}{lines}"
