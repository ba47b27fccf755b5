"""How those outside received the outcome, where a scenario has constituencies."""

from wgig_sim.engines.record import Record
from wgig_sim.report.names import Names
from wgig_sim.report.wording import listing, percent

Entry = dict[str, object]


def reception(record: Record, names: Names) -> Entry:
    """Prose and table of the shares that can live with the outcome; empty without constituencies."""
    columns = [record.reception[name].tolist() for name in ("issue", "group", "constituencies", "accepting")]
    shares = {(issue, group): (int(number), float(share)) for issue, group, number, share in zip(*columns, strict=True)}
    issues = [id for id in record.issues if (id, "all") in shares]
    if not issues:
        return {"text": "", "table": []}
    order = [id for id in names.scenario.groups if any((issue, id) in shares for issue in issues)]
    table = [("Issue", "All", *(names.group(id) for id in order))]
    for issue in issues:
        cells = [shares.get((issue, id)) for id in order]
        by_group = (percent(cell[1]) if cell and cell[0] else "–" for cell in cells)
        table.append((names.issue(issue), percent(shares[issue, "all"][1]), *by_group))
    return {"text": _prose(names, {id: shares[id, "all"] for id in issues}), "table": table}


def _prose(names: Names, shares: dict[str, tuple[int, float]]) -> str:
    """How many there are, and what they accept most and least."""
    number = max(total for total, _ in shares.values())
    world = f"Outside the room were {number:,} stakeholders."
    best, worst = max(shares, key=lambda id: shares[id][1]), min(shares, key=lambda id: shares[id][1])
    if len(shares) == 1:
        return f"{world} {percent(shares[best][1])} of them can live with the outcome."
    if percent(shares[best][1]) == percent(shares[worst][1]):
        return f"{world} Whatever the issue, {percent(shares[best][1])} of them can live with its outcome."
    most = [names.issue_inside(id) for id in shares if percent(shares[id][1]) == percent(shares[best][1])]
    least = [names.issue_inside(id) for id in shares if percent(shares[id][1]) == percent(shares[worst][1])]
    easiest = f"They can live most easily with the outcome on {listing(most)} ({percent(shares[best][1])} of them)"
    return f"{world} {easiest}, and least with that on {listing(least)} ({percent(shares[worst][1])})."
