"""What an analysis says, in sentences. Every number in them stands in the tables; what is not sure is not claimed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from wgig_sim.show.study.wording import cell, interval, noun, rows_of, short, span, sure, the
from wgig_sim.show.words import capital, listing, things
from wgig_sim.study.analysis.result import Analysis

if TYPE_CHECKING:
    import pandas as pd

MOST = 3
"""Levels and factors that are told one by one; the tables have all."""
Row = Any
"""A row of a table, by the names of its columns."""


class Finding(NamedTuple):
    """A sentence or two, and what they are about."""

    measure: str
    about: str
    """A factor, "FACTOR by FACTOR", or the name of a table."""
    title: str
    """The same in a few words, for the head of a figure."""
    text: str


def findings(analysis: Analysis) -> list[Finding]:
    """Everything that is said, by measure, in the order of the report."""
    found: list[Finding] = list(_box(analysis))
    for measure in analysis.outcomes.headlines:
        own = {name: table[table["measure"] == measure] for name, table in analysis.tables.items() if "measure" in table}
        if analysis.outcomes.study.experiment.design.kind == "list":
            found += _points(measure, own["points"], [factor.name for factor in analysis.outcomes.factors])
        found += [each for name, tell in _TELLERS.items() if name in own and len(own[name]) for each in tell(measure, own[name])]
    return found


def _points(measure: str, table: "pd.DataFrame", factors: list[str]) -> Iterator[Finding]:
    """The points of a list at which a measure is highest and lowest."""
    known = table[table["mean"].notna()].sort_values("mean", kind="stable")
    if len(known) < 2:
        return
    least, most = (known.iloc[at] for at in (0, -1))
    ends = [f"{span(*(float(row[name]) for name in ('mean', 'low', 'high')))} at {where(row, factors)}" for row in (most, least)]
    text = f"Of {len(known)} points, {the(measure)} is highest, {ends[0]}, and lowest, {ends[1]}."
    yield Finding(measure, "points", f"{capital(noun(measure))} is highest at {where(most, factors)}", text)


def where(row: "pd.Series[Any]", factors: list[str]) -> str:
    """The factors of a point."""
    return ", ".join(f"{name} = {cell(str(row[name]))}" for name in factors)


def _changes(measure: str, table: "pd.DataFrame") -> Iterator[Finding]:
    for row in rows_of(table[table["by"] == ""]):
        title, text = _change(measure, row)
        yield Finding(measure, str(row.factor), title, f"{text} {_shape(row)}".strip())
    for (factor, by), rows in table[table["by"] != ""].groupby(["factor", "by"], sort=False):
        yield _lines(measure, str(factor), str(by), rows_of(rows))


def _change(measure: str, row: Row) -> tuple[str, str]:
    """What happens from the lowest level of a factor to the highest."""
    what, ends = the(measure), f"From {row.factor} = {short(row.first)} to {short(row.last)}"
    if row.start != row.start:
        return f"{capital(noun(measure))} along {row.factor}", f"{ends}, no points are equal in all other factors."
    fair = "" if row.alike else ", between points that are equal in all other factors"
    if sure(row.low, row.high):
        goes = "rises" if row.change > 0 else "falls"
        size = span(abs(row.change), *sorted((abs(row.low), abs(row.high))))
        title = f"{capital(noun(measure))} {goes} by {short(abs(row.change))} with {row.factor}"
        return title, f"{ends}{fair}, {what} {goes} by {size}, from {short(row.start)} to {short(row.end)}."
    unsure = "the interval holds 0" if row.low == row.low else "one replicate gives no interval"
    title = f"{capital(noun(measure))} does not surely change with {row.factor}"
    told = f"{ends}{fair}, {what} does not surely change: by {span(row.change, row.low, row.high)}; {unsure}."
    if row.moves is True:
        title = f"{capital(noun(measure))} moves along {row.factor}, though its ends are alike"
        told += f" In between it does: means go from {short(row.least)} at {short(row.least_at)}"
        told += f" to {short(row.most)} at {short(row.most_at)}."
    return title, told


def _shape(row: Row) -> str:
    """Where a response is steepest."""
    where = span(row.tip, row.tip_low, row.tip_high) if isinstance(row.shape, str) else ""
    if row.shape == "tips":
        return f"It tips at {where}, where it changes {short(row.steepness)} times as fast as on average."
    if row.shape == "bends":
        return (
            f"It changes fastest at {where}, {short(row.steepness)} times as fast as on average; this is a bend and no sure "
            "tipping point, since at an end of the range it may be more than half as steep."
        )
    if row.shape == "even":
        times = span(row.steepness, row.steepness_low, row.steepness_high)
        return f"It has no sure tipping point: where it is steepest, it changes {times} times as fast as on average."
    return ""


def _lines(measure: str, factor: str, by: str, rows: list[Row]) -> Finding:
    """How the effect of one factor hangs on another one."""
    told = rows if len(rows) <= MOST + 1 else [rows[0], rows[-1]]
    parts = [
        f"by {span(row.change, row.low, row.high)} where {by} = {cell(row.line)}" for row in told if row.change == row.change
    ]
    ends = f"From {factor} = {short(rows[0].first)} to {short(rows[0].last)}"
    apart = len(parts) > 1 and (rows[0].low > rows[-1].high or rows[0].high < rows[-1].low)
    title = f"What {factor} does to {the(measure)} {'hangs on' if apart else 'does not surely hang on'} {by}"
    text = f"{ends}, {the(measure)} changes {listing(parts)}." if parts else ""
    return Finding(measure, f"{factor} by {by}", title, text)


def _differences(measure: str, table: "pd.DataFrame") -> Iterator[Finding]:
    """Labels against the base, the largest differences first."""
    for name, group in table.groupby("factor", sort=False):
        known = group[group["difference"].notna()]
        order = known["difference"].abs().sort_values(ascending=False, kind="stable").index
        rows = rows_of(known.loc[order])
        if rows:
            yield (_one_other if len(rows) == 1 else _many_others)(measure, str(name), rows)


def _one_other(measure: str, factor: str, rows: list[Row]) -> Finding:
    """One label in place of another."""
    row = rows[0]
    instead = f"With {row.level} in place of {row.against}, {the(measure)}"
    if not sure(row.low, row.high):
        title = f"{capital(noun(measure))} does not surely change with {row.level}"
        why = "the interval holds 0" if row.low == row.low else "one replicate gives no interval"
        text = f"{instead} does not surely change: by {span(row.difference, row.low, row.high)}; {why}."
        return Finding(measure, factor, title, text)
    goes = "rises" if row.difference > 0 else "falls"
    size = span(abs(row.difference), *sorted((abs(row.low), abs(row.high))))
    title = f"{capital(noun(measure))} {goes} by {short(abs(row.difference))} with {row.level}"
    return Finding(measure, factor, title, f"{instead} {goes} by {size}, from {short(row.base)} to {short(row.mean)}.")


def _many_others(measure: str, factor: str, rows: list[Row]) -> Finding:
    """Several labels, each against the base."""
    surely = [row for row in rows if sure(row.low, row.high)]
    unsure = [str(row.level) for row in rows if not sure(row.low, row.high)]
    against = f'against "{rows[0].against}" ({short(rows[0].base)})'
    if not surely:
        title = f"{capital(noun(measure))} surely differs nowhere {against}"
        text = f"{capital(the(measure))}, {against}, surely differs at none of {len(rows)} levels: no interval excludes 0."
        return Finding(measure, factor, title, text)
    told = "; ".join(f"{row.level} {span(row.difference, row.low, row.high)}" for row in surely[:MOST])
    corrected = sum(row.p_corrected < 0.05 for row in rows)
    text = (
        f"{capital(the(measure))}, {against}, surely differs at {len(surely)} of {len(rows)} levels, taken one by one "
        f"({corrected} with Bonferroni's correction). Most: {told}."
    )
    if unsure:
        text += f" Intervals hold 0: {', '.join(unsure)}."
    goes = "rises" if surely[0].difference > 0 else "falls"
    title = f"{capital(noun(measure))} {goes} most, by {short(abs(surely[0].difference))}: {surely[0].level}"
    return Finding(measure, factor, title, text)


def _indices(measure: str, table: "pd.DataFrame", name: str, key: str, sizes: str) -> Iterator[Finding]:
    """The factors that matter most, by an index `key`."""
    rows = rows_of(table.sort_values(key, ascending=False, kind="stable"))
    surely = [row for row in rows if getattr(row, f"{key}_low") > 0]
    what = the(measure)
    if not surely:
        yield Finding(
            measure, name, f"{capital(noun(measure))} surely moves with none of the factors", f"No factor surely moves {what}."
        )
        return
    told = [
        f"{row.factor} {span(getattr(row, key), getattr(row, f'{key}_low'), getattr(row, f'{key}_high'))}"
        for row in surely[:MOST]
    ]
    text = f"{capital(what)} moves most with {listing(told)}: {sizes}."
    if len(surely) < len(rows):
        text += f" {len(rows) - len(surely)} of {things(len(rows), 'factor')} have intervals that hold 0."
    lead = surely[0]
    wide = getattr(lead, f"{key}_design")
    text += f" Another sample of points might move the index of {lead.factor} by {short(wide)} either way."
    if lead.noise == lead.noise:
        text += f" {short(lead.noise)} of the variance between points is chance."
    yield Finding(measure, name, f"{capital(noun(measure))} moves most with {lead.factor}", text)


def _sobol(measure: str, table: "pd.DataFrame") -> Iterator[Finding]:
    yield from _indices(measure, table, "sobol", "ST", "the share of the variance that would be left with all others known")


def _morris(measure: str, table: "pd.DataFrame") -> Iterator[Finding]:
    yield from _indices(measure, table, "morris", "mu_star", "the mean size of a change over the whole range of the factor")


_TELLERS = {"changes": _changes, "differences": _differences, "sobol": _sobol, "morris": _morris}


def _box(analysis: Analysis) -> Iterator[Finding]:
    """Where the cases lie that were looked for."""
    if analysis.cases is None:
        return
    box, way = analysis.tables["box"], analysis.tables["peeling"]
    wanted = f"{noun(analysis.cases.measure)} {analysis.cases.compare} {short(analysis.cases.number)}"
    share = short(float(way["density"].iloc[0]))
    if not len(box):
        yield Finding(
            "", "box", f"No range holds more cases of {wanted}", f"{wanted}: {share} of the points, in no special range."
        )
        return
    ranges = [f"{row.factor} is {interval(row.low, row.high)}" for row in rows_of(box)]
    coverage, density = short(float(box["coverage"].iloc[0])), short(float(box["density"].iloc[0]))
    text = (
        f"{capital(wanted)} is found at {share} of the points. Such cases are dense where {listing(ranges)}: {coverage} of them "
        f"lie there, and {density} of the points there are such cases."
    )
    yield Finding("", "box", f"{capital(wanted)} where {listing(ranges)}", text)
