"""The report of an analysis in Markdown: the question, what was run, what was found, and the tables."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from wgig_sim.show.study.pictures import Picture
from wgig_sim.show.study.prose import Finding, where
from wgig_sim.show.study.wording import cell, chance, interval, noun, rows_of, short, span, table, text
from wgig_sim.show.words import capital, things
from wgig_sim.study.analysis.outcomes import Outcomes
from wgig_sim.study.analysis.result import Analysis
from wgig_sim.study.factors import Factor

if TYPE_CHECKING:
    import pandas as pd

MOST_ROWS = 30
"""Rows of a table in the report; the CSV file has all."""
DESIGNS = {
    "grid": "every combination of the values below",
    "list": "a list of points",
    "one-at-a-time": "each factor varied alone, the others at their base",
    "latin-hypercube": "points sampled evenly over all ranges (a Latin hypercube)",
    "sobol": "points sampled for Sobol' indices",
    "morris": "walks through the ranges for elementary effects (Morris)",
}
READING = """\
Intervals are 95% intervals: of means and differences by Student's t over replicates, of shares of runs Clopper and Pearson's, of
indices and tipping points by drawing replicates again. A replicate is the same people and the same chance at every point, so
differences are differences of pairs. An interval that holds 0 does not show that nothing happens, only that this study cannot
tell. Each statement is taken by itself: of twenty intervals, one is expected to miss."""
TIPS = """\
A measure tips where it changes fastest, if that is surely more than 1.5 times as fast as on average and more than twice as fast
as at both ends of the range. The interval of a tipping point is never shorter than the gap between the levels around it."""
FILES = {
    "points": "each point: mean, standard deviation and interval of each measure",
    "responses": "each level of each factor, averaged over the others, and for each value of a second factor",
    "changes": "the change from end to end of each factor, and where it is steepest",
    "differences": "each label against the base, paired by replicate",
    "sobol": "first-order and total indices",
    "sobol-pairs": "indices of pairs",
    "morris": "elementary effects: mean (mu), mean size (mu_star), spread (sigma)",
    "box": "the ranges in which the cases lie that were looked for",
    "peeling": "all boxes on the way to it",
}


def report(analysis: Analysis, told: list[Finding], drawn: Mapping[str, Picture]) -> str:
    """The report; figures are named as files of the folder `figures`."""
    experiment = analysis.outcomes.study.experiment
    parts = [f"# {text(experiment.title)}", f"*{text(experiment.question)}*", "## What was run", *_run(analysis)]
    first = next(iter(analysis.outcomes.headlines), "")
    short_list = [finding for finding in told if finding.measure in ("", first)]
    if short_list:
        parts += ["## In short", "\n".join(f"- {text(finding.text)}" for finding in short_list if finding.text)]
    parts += [_figure(name, picture) for name, picture in drawn.items() if not picture.measure]
    if "box" in analysis.tables and len(analysis.tables["box"]):
        parts.append(_box(analysis.tables["box"]))
    for measure in analysis.outcomes.headlines:
        parts += [f"## {text(capital(noun(measure)))}", f"`{measure}` in the tables."]
        if measure != first:  # its findings stand above
            parts += [text(finding.text) for finding in told if finding.measure == measure and finding.text]
        parts += [_figure(name, picture) for name, picture in drawn.items() if picture.measure == measure]
        parts += _tables(analysis, measure)
    parts += ["## How to read this", READING]
    if "changes" in analysis.tables:
        parts.append(TIPS)
    parts += ["## All numbers", _files(analysis)]
    return "\n\n".join(parts) + "\n"


def _figure(name: str, picture: Picture) -> str:
    return f"![{text(picture.sheet.title)}](figures/{name}.svg)"


def _run(analysis: Analysis) -> Iterator[str]:
    """What was run: design, factors, and what is missing."""
    outcomes = analysis.outcomes
    study, experiment = outcomes.study, outcomes.study.experiment
    least, most = experiment.least, experiment.most
    often = f"{least:,}" if least == most else f"{least:,} to {most:,}"
    runs = len(study.runs)
    yield (
        f"{text(DESIGNS[experiment.design.kind]).capitalize()}: {things(outcomes.points, 'point')}, "
        f"{often} replicates of each, {runs:,} runs of {', '.join(f'`{name}`' for name in experiment.bases)}. "
        f"Seed {study.manifest['seed']}, code {study.manifest['code']}."
    )
    if experiment.settings:
        yield "At every point: " + ", ".join(f"`{setting}`" for setting in experiment.settings) + "."
    if experiment.constraints:
        yield "Only points with: " + ", ".join(f"`{line}`" for line in experiment.constraints) + "."
    shown = outcomes.factors[:MOST_ROWS]
    yield table(
        ["factor", "sets", "values"], [[text(f.name), _sets(f), _values(outcomes.levels(f))] for f in shown], numbers=False
    )
    if len(outcomes.factors) > len(shown):
        yield f"And {len(outcomes.factors) - len(shown)} more factors, all in the experiment file."
    yield from _missing(analysis)


def _sets(factor: Factor) -> str:
    return ", ".join(f"`{key}`" for key in factor.keys) or ("the scenario" if factor.kind == "scenario" else "labelled states")


def _values(levels: list[Any]) -> str:
    if len(levels) <= 8:
        return text(", ".join(map(short, levels)))
    return text(f"{short(levels[0])} to {short(levels[-1])} ({len(levels)} values)" if not isinstance(levels[0], str)
                else ", ".join(map(short, levels[:6])) + f" and {len(levels) - 6} more")  # fmt: skip


def missing(outcomes: Outcomes) -> str:
    """What a study lacks, in words: failed runs, points without runs or with too few; empty if nothing."""
    lacks: list[str] = []
    if outcomes.study.torn:
        lacks.append(f"{things(outcomes.study.torn, 'file')} that cannot be read (`sweep --resume` does their runs again)")
    if outcomes.failed:
        lacks.append(f"{things(outcomes.failed, 'run')} failed and {'is' if outcomes.failed == 1 else 'are'} left out")
    if outcomes.without_runs:
        lacks.append(f"{things(outcomes.without_runs, 'point')} without any good run")
    if outcomes.too_few:
        lacks.append(f"{things(outcomes.too_few, 'point')} with fewer runs than planned")
    return "; ".join(lacks)


def _missing(analysis: Analysis) -> Iterator[str]:
    """What the study lacks, why runs have failed, and measures without indices."""
    outcomes = analysis.outcomes
    if lacks := missing(outcomes):
        yield f"**Missing:** {lacks}. What follows rests on the rest."
    if outcomes.failed:
        counts = outcomes.study.runs["error"].value_counts().head(5)
        yield table(["error", "runs"], [[text(str(error)), str(count)] for error, count in counts.items()])
    if analysis.still:
        names = ", ".join(f"`{name}`" for name in analysis.still)
        yield f"No indices of what is the same at every point, or has no value at some: {names}."


def _tables(analysis: Analysis, measure: str) -> Iterator[str]:
    """The main numbers of a measure."""
    if analysis.outcomes.study.experiment.design.kind == "list":
        points = analysis.tables["points"]
        yield _points(points[points["measure"] == measure], [factor.name for factor in analysis.outcomes.factors])
    for name, write in (("changes", _changes), ("differences", _differences), ("sobol", _sobol), ("morris", _morris)):
        if name in analysis.tables:
            rows = analysis.tables[name]
            own = rows[rows["measure"] == measure]
            if len(own):
                yield write(own)


def _points(rows: "pd.DataFrame", factors: list[str]) -> str:
    told = [
        [text(where(row, factors)), span(*(float(row[name]) for name in ("mean", "low", "high"))), str(row["n"])]
        for _, row in rows.head(MOST_ROWS).iterrows()
    ]
    return table(["point", "mean", "runs"], told) + _cut(rows)


def _changes(rows: "pd.DataFrame") -> str:
    told = [
        [
            text(f"{row.factor}, where {row.by} = {cell(row.line)}" if row.by else row.factor),
            f"{short(row.first)} to {short(row.last)}", short(row.start), short(row.end),
            span(row.change, row.low, row.high), _steepest(row),
        ]
        for row in rows_of(rows.head(MOST_ROWS))
    ]  # fmt: skip
    return table(["factor", "range", "at its low end", "at its high end", "change", "steepest"], told) + _cut(rows)


def _steepest(row: Any) -> str:
    if not isinstance(row.shape, str):
        return ""
    return {"tips": "tips at ", "bends": "bend, ", "even": "even, "}[row.shape] + span(row.tip, row.tip_low, row.tip_high)


def _differences(rows: "pd.DataFrame") -> str:
    told = [
        [
            text(str(row.level)),
            short(row.mean),
            span(row.difference, row.low, row.high),
            short(row.effect),
            chance(row.p_corrected),
        ]
        for row in rows_of(rows.head(MOST_ROWS))
    ]
    base = rows_of(rows)[0]
    head = ["level", "mean", f"difference from {text(str(base.against))} ({short(base.base)})", "effect size", "p, corrected"]
    return table(head, told) + _cut(rows)


def _sobol(rows: "pd.DataFrame") -> str:
    rows = rows.sort_values("ST", ascending=False, kind="stable")
    told = [
        [text(row.factor), span(row.ST, row.ST_low, row.ST_high), span(row.S1, row.S1_low, row.S1_high), short(row.ST_design)]
        for row in rows_of(rows.head(MOST_ROWS))
    ]
    return table(["factor", "total index", "first-order index", "± for other points"], told) + _cut(rows)


def _morris(rows: "pd.DataFrame") -> str:
    rows = rows.sort_values("mu_star", ascending=False, kind="stable")
    told = [
        [text(row.factor), span(row.mu_star, row.mu_star_low, row.mu_star_high), short(row.mu), short(row.sigma),
         short(row.mu_star_design)]
        for row in rows_of(rows.head(MOST_ROWS))
    ]  # fmt: skip
    return table(["factor", "mean size of change", "mean change", "spread", "± for other points"], told) + _cut(rows)


def _cut(rows: "pd.DataFrame") -> str:
    return f"\n\nThe first {MOST_ROWS} of {len(rows)} rows; the CSV file has all." if len(rows) > MOST_ROWS else ""


def _box(rows: "pd.DataFrame") -> str:
    told = [
        [text(row.factor), interval(row.low, row.high), interval(row.lowest, row.highest), chance(row.p)] for row in rows_of(rows)
    ]
    note = "p: the chance that so many cases would lie in the box were this range left open (a binomial test, by `prim`)."
    return table(["factor", "range of the box", "range of the study", "p"], told) + f"\n\n{note}"


def _files(analysis: Analysis) -> str:
    rows = [[f"[{name}.csv](tables/{name}.csv)", FILES[name], f"{len(found):,}"] for name, found in analysis.tables.items()]
    return table(["file", "what it holds", "rows"], rows, numbers=False)
