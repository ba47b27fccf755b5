"""The tables of the Background Report: rows of cells, ready to print."""

from collections import Counter

from wgig_sim.engines.record import Record
from wgig_sim.report.change import Change, groups
from wgig_sim.report.chronicle import FATES, Chronicle
from wgig_sim.report.names import Names
from wgig_sim.report.wording import ARROW, figure, signed

Rows = list[tuple[str, ...]]
MOST_CAMPS = 12


def by_issue(record: Record, names: Names, changes: Change) -> Rows:
    """An issue a row: views at the end, mean move, understanding, pictures made truer and less true, knowledge."""
    end, start = changes.end, changes.start
    rows: Rows = []
    for item in record.items:
        row = record.issues.index(item.id)
        views = end.position[row]
        rows.append(
            (
                names.issue(item.id),
                f"{signed(float(views.min()))} / {signed(float(views.mean()))} / {signed(float(views.max()))}",
                figure(float(changes.opinion[row])),
                _pair(float(start.understanding[row]), float(end.understanding[row])),
                f"{changes.corrected[row, 0]:,} / {changes.corrected[row, 1]:,}",
                _pair(float(start.knowledge[row].mean()), float(end.knowledge[row].mean())),
            )
        )
    return rows


def _pair(before: float, after: float) -> str:
    return f"{figure(before)} {ARROW} {figure(after)}"


def by_camp(record: Record, names: Names) -> Rows:
    """A row an issue, a column a camp: mean views at the end. Empty for one camp, or too many for a table."""
    members: dict[str, list[int]] = {}
    for place, seat in enumerate(record.seats):
        members.setdefault(seat.camp, []).append(place)
    if not 2 <= len(members) <= MOST_CAMPS:
        return []
    camps = [id for id in record.scenario.camps if id in members]
    titles = [f"{names.camp_title(id)} ({len(members[id])})" for id in camps]
    rows: Rows = [("Issue", *titles)]
    for row, issue in enumerate(record.issues):
        means = (signed(float(record.end.position[row, members[id]].mean())) for id in camps)
        rows.append((names.issue(issue), *means))
    return rows


def trust_between(record: Record, names: Names, changes: Change) -> Rows:
    """A row a group that trusts, a column a group that is trusted; the first row holds titles. Empty for one group."""
    present = groups(record)
    if len(present) < 2:
        return []
    rows: Rows = [("", *(names.group(group) for group in present))]
    for truster, group in enumerate(present):
        cells = []
        for trusted in range(len(present)):
            before = changes.trust_of(changes.start, truster, trusted)
            after = changes.trust_of(changes.end, truster, trusted)
            cells.append("–" if before is None or after is None else _pair(before, after))
        rows.append((names.group(group), *cells))
    return rows


def ledger_by_issue(record: Record, names: Names, story: Chronicle) -> Rows:
    """Issue, objections by fate and in all; a last row with sums. Only issues with objections; empty without any."""
    found: dict[str, Counter[str]] = {}
    for objection in story.objections:
        fate = objection.fate if objection.fate in FATES else "open"
        found.setdefault(objection.issue, Counter())[fate] += 1
    columns = [*FATES, "open"] if any(counts["open"] for counts in found.values()) else list(FATES)
    if not found:
        return []
    rows: Rows = [("Issue", *(fate.capitalize() for fate in columns), "In all")]
    for issue in record.issues:
        if issue in found:
            counts = found[issue]
            rows.append((names.issue(issue), *(str(counts[fate]) for fate in columns), str(counts.total())))
    total: Counter[str] = sum(found.values(), Counter())
    rows.append(("All issues", *(str(total[fate]) for fate in columns), str(total.total())))
    return rows
