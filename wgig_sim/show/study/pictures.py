"""Which pictures an analysis has, and under which of its findings each stands."""

from typing import TYPE_CHECKING, NamedTuple

from wgig_sim.show.figures.sheet import Sheet
from wgig_sim.show.study import bars, cells, curves
from wgig_sim.show.study.prose import Finding
from wgig_sim.show.study.wording import file_name, noun
from wgig_sim.show.words import capital
from wgig_sim.study.analysis.result import Analysis
from wgig_sim.study.factors import Factor

if TYPE_CHECKING:
    import pandas as pd

WITH_PAIRS = 3
"""Measures whose pairs of factors are drawn."""
MOST_LINES = 5
SOBOL = "total indices (bars, with 95% intervals over replicates) and first-order indices (rings)."
MORRIS = "mean size of a change over the whole range (bars, with 95% intervals) and its spread over places (rings)."


class Picture(NamedTuple):
    """A figure and where it belongs."""

    measure: str
    sheet: Sheet


def pictures(analysis: Analysis, told: list[Finding]) -> dict[str, Picture]:
    """Every picture, by the name of its file, in the order of the report."""
    factors = {factor.name: factor for factor in analysis.outcomes.factors}
    found: dict[str, Picture] = {}
    box = analysis.tables.get("box")
    if box is not None and len(box):
        note = "Coloured: the range in which such cases are dense; pale: all that was run."
        found["box"] = Picture("", bars.box(box, _title(told, "", "box"), note))
    for at, measure in enumerate(analysis.outcomes.headlines):
        own = {name: table[table["measure"] == measure] for name, table in analysis.tables.items() if "measure" in table}
        sheets = _sheets(measure, own, factors, told, at < WITH_PAIRS)
        found |= {file_name(measure, name): Picture(measure, sheet) for name, sheet in sheets.items()}
    return found


def _title(told: list[Finding], measure: str, about: str) -> str:
    """The finding that a picture shows."""
    titles = (finding.title for finding in told if (finding.measure, finding.about) == (measure, about))
    return next(titles, capital(noun(measure)))


def _sheets(
    measure: str, own: "dict[str, pd.DataFrame]", factors: dict[str, Factor], told: list[Finding], with_pairs: bool
) -> dict[str, Sheet]:
    """The pictures of one measure."""
    found: dict[str, Sheet] = {}
    if "responses" in own:
        found |= _responses(measure, own, factors, told, with_pairs)
    for factor, rows in own["differences"].groupby("factor", sort=False) if "differences" in own else ():
        if rows["difference"].notna().any():
            found[f"differences {factor}"] = bars.differences(measure, rows, _title(told, measure, str(factor)))
    for name, key, also, note in (("sobol", "ST", "S1", SOBOL), ("morris", "mu_star", "sigma", MORRIS)):
        if name in own and len(own[name]):
            found[name] = bars.indices(measure, own[name], key, also, _title(told, measure, name), note)
    return found


def _responses(
    measure: str, own: "dict[str, pd.DataFrame]", factors: dict[str, Factor], told: list[Finding], with_pairs: bool
) -> dict[str, Sheet]:
    """Responses along numbers, and along pairs of factors as lines or, where there are many or none are numbers, as cells."""
    found: dict[str, Sheet] = {}
    rows = own["responses"]
    numeric = rows[(rows["by"] == "") & rows["factor"].map(lambda name: factors[name].numeric)]
    if numeric["mean"].notna().any():
        changes = own["changes"]
        tips = changes[(changes["by"] == "") & (changes["shape"] == "tips")]
        titles = [_title(told, measure, name) for name in dict.fromkeys(numeric["factor"])]
        title = titles[0] if len(titles) == 1 else _largest(measure, changes, told)
        found["along"] = curves.along(measure, factors, numeric, tips, title)
    for (factor, by), pair in rows[rows["by"] != ""].groupby(["factor", "by"], sort=False) if with_pairs else ():
        name = f"{factor} by {by}"
        if not pair["mean"].notna().any():
            continue
        if factors[str(factor)].numeric and pair["line"].nunique() <= MOST_LINES:
            found[name] = curves.lines(measure, factors, pair, _title(told, measure, name))
        else:
            found[name] = cells.cells(measure, pair, cells.extremes(measure, pair))
    return found


def _largest(measure: str, changes: "pd.DataFrame", told: list[Finding]) -> str:
    """What is said of the factor along which a measure changes most."""
    rows = changes[(changes["by"] == "") & changes["change"].notna()]
    if not len(rows):
        return capital(noun(measure))
    largest = rows["change"].astype(float).abs().to_numpy().argmax()
    return _title(told, measure, str(rows["factor"].iloc[largest]))
