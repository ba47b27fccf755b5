"""From the name or the file of a calibration to the validated calibration: everything that is wrong comes out at once."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from wgig_sim.bridge.vocabulary import vocabulary
from wgig_sim.scenario import library, settings, shape
from wgig_sim.scenario.messages import problems_of
from wgig_sim.scenario.parse import parse, read_text
from wgig_sim.scenario.problems import CALIBRATION, Problem, ScenarioError, unknown
from wgig_sim.scenario.read import fingerprint, in_order
from wgig_sim.scenario.references import Facts
from wgig_sim.study import constraints
from wgig_sim.study.calibration.schema import Calibration
from wgig_sim.study.calibration.targets import measures, patterns


def read(source: str | Path, given: Sequence[str] = ()) -> Calibration:
    """The calibration of a name or a file, changed by settings such as points=100.

    Raises ScenarioError with every problem found, each at its place.
    """
    problems: list[Problem] = []
    shown: list[str] = []
    try:
        path, name = library.locate(source, CALIBRATION)
        shown.append(name)
        root = parse(read_text(path, name, CALIBRATION), name, problems, CALIBRATION)
        root = shape.settled(settings.apply(root, given, Calibration, problems), Calibration, problems)
        facts, found = Facts(root), None
        try:
            found = Calibration.model_validate(facts.data)
        except ValidationError as error:
            problems.extend(problems_of(error, root, Calibration))
        _constants(facts)
        _constraints(facts)
        _quantities(facts)
        problems.extend(facts.problems)
        if problems or found is None:
            raise ScenarioError(problems)
        return found
    except ScenarioError as error:
        raise ScenarioError(in_order(error.problems, shown), CALIBRATION) from error


def calibration_hash(calibration: Calibration) -> str:
    """A fingerprint: equal for calibrations that do the same, whatever words they use."""
    data = calibration.model_dump(mode="json", exclude={"title", "question", "note", "fixed"})
    for row in (*data["constants"].values(), *data["discrepancy"]):
        del row["source"]
    return fingerprint(data)


def _constants(facts: Facts) -> None:
    """Every constant of the model is free or fixed, and a free one stays within what may be chosen."""
    known = {f"{name}.{key}": bounds for name, row in vocabulary().items() for key, bounds in row.items()}
    free, fixed = facts.mapping("constants"), facts.mapping("fixed")
    for part, names in (("constants", free), ("fixed", fixed)):
        for name in names:
            if name not in known:
                facts.note((part, name), unknown("constant", name, tuple(known), "Constants"), of_key=True)
            elif part == "fixed" and name in free:
                facts.note((part, name), "is free above. Delete one of the two.", of_key=True)
    for name in free:
        low, high = known.get(name, (-float("inf"), float("inf")))
        for place, end in enumerate(facts.rows("constants", name, "range")[:2]):
            if isinstance(end, int | float) and (end < low or end > high):
                message = f"should be from {low:g} to {high:g}, which is what {name} may be, is {end:g}."
                facts.note(("constants", name, "range", place), message)
    left = [name for name in known if name not in free and name not in fixed]
    if free and left:
        facts.note(("constants",), f"leaves out {', '.join(left)}. Name each here, or under fixed with a reason.", of_key=True)


def _constraints(facts: Facts) -> None:
    free = tuple(facts.mapping("constants"))
    for place, text in enumerate(facts.rows("constraints")):
        wrong = constraints.complaint(text, free, noun="constant") if isinstance(text, str) else None
        if wrong:
            facts.note(("constraints", place), wrong)


def _quantities(facts: Facts) -> None:
    """Every quantity of the calibrating patterns has one discrepancy."""
    wanted = measures(patterns())
    seen: set[str] = set()
    for row, _ in enumerate(facts.rows("discrepancy")):
        for place, name in enumerate(facts.rows("discrepancy", row, "measures")):
            if not isinstance(name, str):
                continue
            if name not in wanted:
                facts.note(("discrepancy", row, "measures", place), unknown("quantity", name, wanted, "Quantities"))
            elif name in seen:
                facts.note(("discrepancy", row, "measures", place), f"{name} has a discrepancy already.")
            seen.add(name)
    left = [name for name in wanted if name not in seen]
    if facts.rows("discrepancy") and left:
        facts.note(("discrepancy",), f"says nothing of {', '.join(left)}.", of_key=True)
