"""What the schema cannot say of an experiment: whether names are known, keys settable, constraints sane, points possible."""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

import numpy as np
from pydantic import BaseModel, ValidationError

from wgig_sim.bridge.vocabulary import MECHANISMS, muted, vocabulary
from wgig_sim.scenario import library
from wgig_sim.scenario.problems import Problem, ScenarioError, quoted, unknown
from wgig_sim.scenario.read import resolve
from wgig_sim.scenario.references import Facts
from wgig_sim.scenario.schema import Scenario
from wgig_sim.scenario.tree import Path
from wgig_sim.study import constraints
from wgig_sim.study.design import ANALYSED, Row, described, fulfilling, point, rows, scenario_of, size
from wgig_sim.study.experiment_schema import MOST_POINTS, RESERVED, DesignEntry, Experiment
from wgig_sim.study.factor_schema import FactorEntry, Level, is_cell, text
from wgig_sim.study.factors import SCENARIO, Factor, Value, expand

Model = TypeVar("Model", bound=BaseModel)
_NAME = re.compile(r"[^\W_][\w .+-]{0,63}")


class Parts(NamedTuple):
    """What of an experiment can be understood, though the rest may be wrong."""

    facts: Facts
    scenarios: tuple[str, ...]
    settings: tuple[str, ...]
    entries: Mapping[str, FactorEntry]
    columns: tuple[Factor, ...]

    @property
    def whole(self) -> bool:
        """Whether every factor can be understood."""
        return len(self.entries) == len(self.facts.mapping("factors"))


def parts(facts: Facts) -> Parts:
    """The scenarios, settings and factors that are well formed, each by itself."""
    found = {name: _understood(FactorEntry, entry) for name, entry in facts.mapping("factors").items()}
    entries = {name: entry for name, entry in found.items() if entry is not None}
    one = facts.at(("scenario",))
    named = [one] if isinstance(one, str) else facts.rows("scenarios")
    scenarios = tuple(name for name in named if isinstance(name, str))
    settings = tuple(setting for setting in facts.rows("settings") if isinstance(setting, str))
    return Parts(facts, scenarios, settings, entries, expand(entries, scenarios))


def _understood(model: type[Model], data: Any) -> Model | None:
    try:
        return model.model_validate(data)
    except ValidationError:
        return None


def check(own: Parts, experiment: Experiment | None) -> None:
    """Notes everything that is wrong; `experiment` is None where the schema has found something already."""
    _factor_names(own)
    _levels(own)
    known = _scenarios(own)
    if known:
        _settable(own)
        _measures(own, known)
    _constraints(own)
    plan = _understood(DesignEntry, own.facts.at(("design",)))
    if own.whole and own.facts.at(("design", "kind")) == "list":
        _rows(own)
    if own.whole and plan is not None:
        _design(own, plan)
    if experiment is not None and known and not own.facts.problems:
        _points(own, experiment)


def _factor_names(own: Parts) -> None:
    facts = own.facts
    for name in facts.mapping("factors"):
        path = ("factors", name)
        if name in RESERVED:
            message = f"{quoted(name)} is a column of every table. Choose another name."
            facts.note(path, f"{message} Scenarios are varied with `scenarios`." if name == SCENARIO else message, of_key=True)
        elif not _NAME.fullmatch(name):
            allowed = 'begins with a letter or digit and has at most 64 letters, digits, spaces, ".", "+", "-" and "_"'
            facts.note(path, f"{quoted(name)} cannot be a factor. Its name {allowed}.", of_key=True)
    names: dict[str, Path] = {}
    keys: dict[str, str] = {}
    for factor in own.columns:
        if factor.name in names:
            facts.note(factor.place, f"has the factor {factor.name}, which is there already. Keep one.", of_key=True)
        names[factor.name] = factor.place
        for key in factor.keys:
            if key in keys and keys[key] != factor.name:
                message = f"sets {key}, which the factor {keys[key]} sets already. Keep one."
                facts.note(factor.place, message, of_key=True)
            keys[key] = factor.name


def _levels(own: Parts) -> None:
    """Muted mechanisms, and that only one thing chooses the scenario, and one its variant."""
    facts = own.facts
    chosen = {"scenario": ["scenarios"] if len(own.scenarios) > 1 else [], "variant": []}
    for name, entry in own.entries.items():
        levels = entry.levels or {}
        for label, level in levels.items():
            _muted(facts, ("factors", name, "levels", label), level)
        for what, choosing in chosen.items():
            if any(getattr(level, what) for level in levels.values()):
                choosing.append(f"the factor {name}")
                if len(choosing) > 1:
                    facts.note(("factors", name), f"chooses the {what}, and so does {choosing[0]}. Keep one.", of_key=True)


def _muted(facts: Facts, path: Path, level: Level) -> None:
    for key, names in (("mute", level.mute), ("mute_all_but", level.mute_all_but or ())):
        for index, name in enumerate(names):
            if name not in MECHANISMS:
                facts.note((*path, key, index), unknown("mechanism", name, list(MECHANISMS), "Mechanisms"))
            elif key == "mute" and not muted(name):
                facts.note((*path, key, index), f"{name} has no constant that switches it off.")


def _scenarios(own: Parts) -> dict[str, Scenario]:
    """Every scenario that is named and valid with the settings of the experiment."""
    facts = own.facts
    places: dict[str, Path] = {}
    for index, name in enumerate(own.scenarios):
        places.setdefault(name, ("scenario",) if facts.at(("scenario",)) == name else ("scenarios", index))
    for factor, entry in own.entries.items():
        for label, level in (entry.levels or {}).items():
            if level.scenario:
                places.setdefault(level.scenario, ("factors", factor, "levels", label, "scenario"))
    known: dict[str, Scenario] = {}
    for name, place in places.items():
        if name.endswith(library.SUFFIXES) and not os.path.isfile(name):
            continue  # said by who looked for the file
        try:
            known[name] = resolve(name, own.settings, vocabulary()).scenario
        except ScenarioError as error:
            settings = [("settings", index) for index in range(len(own.settings))]
            _relocate(facts, error.problems, [(at, at) for at in settings], place)
    return known


def _relocate(facts: Facts, problems: Iterable[Problem], places: Sequence[tuple[Path, Path]], otherwise: Path) -> None:
    """Problems of a scenario at the place of the experiment that caused them: `--set 2` is the second of the places."""
    for problem in problems:
        number = problem.file.removeprefix("--set ")
        if problem.file.startswith("--set ") and number.isdecimal():
            key, value = places[int(number) - 1]
            whole = " Write integer: true." if value[-1] == "range" and "whole number" in problem.message else ""
            facts.note(value if problem.message.startswith("should") else key, problem.text + whole, of_key=len(key) > 3)
        elif problem.line:
            facts.problems.append(problem)
        else:
            facts.note(otherwise, problem.text)


def _settable(own: Parts) -> None:
    """Whether each factor's key can be set, to its lowest value and to its highest, or to each of its choices."""
    tried: set[Trial] = set()
    values = {factor.name: factor.trials() for factor in own.columns}
    for turn in range(max((len(each) for each in values.values()), default=0)):
        chosen = [(factor, each[min(turn, len(each) - 1)]) for factor in own.columns if (each := values[factor.name])]
        trial = _trial(own, chosen)
        if trial not in tried and _refusals(trial):
            for choice in chosen:  # what is wrong only together is for the points to say
                alone = _trial(own, [choice])
                kept = [(("settings", index), ("settings", index)) for index in range(len(own.settings))]
                _relocate(own.facts, _refusals(alone), [*kept, *choice[0].places(choice[1])], ("factors",))
        tried.add(trial)


Trial = tuple[str, tuple[str, ...]]
"""A scenario and its settings."""


def _trial(own: Parts, chosen: Iterable[tuple[Factor, Value]]) -> Trial:
    chosen = list(chosen)
    settings = [f"{key}={cell}" for factor, value in chosen for key, cell in factor.sets(value)]
    return scenario_of(chosen, own.scenarios[0]), (*own.settings, *settings)


def _refusals(trial: Trial) -> list[Problem]:
    """What the scenario has against its settings."""
    try:
        resolve(*trial, vocabulary())
    except ScenarioError as error:
        return [problem for problem in error.problems if problem.file.startswith("--set ")]
    return []


def _measures(own: Parts, known: Mapping[str, Scenario]) -> None:
    """Whether every scenario has the measures that are asked for."""
    facts = own.facts
    named: list[tuple[Path, Any]] = [(("measures", index), name) for index, name in enumerate(facts.rows("measures"))]
    named.append((("replicates", "measure"), facts.mapping("replicates").get("measure")))
    asked = [(path, name) for path, name in named if isinstance(name, str)]
    if not asked:
        return
    from wgig_sim.bridge.compile import compile_scenario
    from wgig_sim.engines.measures import measure_names

    for scenario, forum in known.items():
        names = measure_names(compile_scenario(forum))
        where = "Measures" if len(known) == 1 else f"Measures of {scenario}"
        for path, name in asked:
            if name not in names:
                facts.note(path, unknown("measure", name, names, where))


def _constraints(own: Parts) -> None:
    numeric = [factor.name for factor in own.columns if factor.numeric]
    others = [factor.name for factor in own.columns if not factor.numeric]
    unread = own.facts.mapping("factors").keys() - own.entries.keys()
    for index, line in enumerate(own.facts.rows("constraints")):
        message = constraints.complaint(line, [*numeric, *sorted(unread)], others) if isinstance(line, str) else None
        if message:
            own.facts.note(("constraints", index), message)


def _design(own: Parts, plan: DesignEntry) -> None:
    facts, columns = own.facts, own.columns
    if plan.kind in (*ANALYSED, "latin-hypercube") and len(columns) < 2:
        what = "no factor" if not columns else "one factor"
        facts.note(("design", "kind"), f"{plan.kind} samples the space of several factors, and there is {what}. Use grid.")
    if plan.kind in ANALYSED and facts.rows("constraints"):
        message = f"{plan.kind} bears no gaps. Delete the constraints, or use latin-hypercube or grid."
        facts.note(("constraints",), message, of_key=True)
    for factor in columns if plan.kind == "morris" else ():
        if factor.kind != "range":
            facts.note(factor.place, f"morris takes steps along ranges; {factor.name} is none. Use a grid.", of_key=True)
    count = size(plan, columns)
    if count > MOST_POINTS:
        points = f"{count:,}" if count < 1e9 else "more than a thousand million"
        facts.note(("design",), f"has {points} points; an experiment has at most {MOST_POINTS:,}.", of_key=True)


def _rows(own: Parts) -> None:
    """Whether each row of a list gives each factor one of its values."""
    facts, names = own.facts, [factor.name for factor in own.columns]
    for index, row in enumerate(facts.rows("design", "rows")):
        path = ("design", "rows", index)
        if not isinstance(row, dict):
            continue
        for name in row:
            if name not in names:
                facts.note((*path, name), unknown("factor", name, names, "Factors"), of_key=True)
        for factor in own.columns:
            if factor.name not in row:
                facts.note(path, f"has no value for the factor {factor.name}.")
            elif is_cell(row[factor.name]) and not factor.holds(factor.read(row[factor.name])):
                kind = "a whole number" if factor.integer else "a number"
                between = f"{kind} from {factor.low:g} to {factor.high:g}" if factor.kind == "range" else None
                allowed = between or f"one of {', '.join(described({'': c})[3:] for c in factor.choices)}"
                value = factor.read(row[factor.name])
                says = quoted(value) if isinstance(value, str) else text(value)
                facts.note((*path, factor.name), f"should be {allowed}, is {says}.")


def _points(own: Parts, experiment: Experiment) -> None:
    """Whether points are left, and whether those at the ends of each factor can be run."""
    facts, columns = own.facts, own.columns
    found = fulfilling(rows(experiment.design, columns), columns, experiment.constraints)
    if not found:
        facts.note(("constraints",), "no point of the design fulfils them all, so nothing would be run.", of_key=True)
    tried = set()
    crossed = {scenario_of(zip(columns, row, strict=True), experiment.bases[0]): at for at, row in enumerate(found)}
    for index in [*_extremes(found, columns), *crossed.values()]:
        made = point(index, found[index], columns, experiment.bases[0], experiment.settings)
        if (made.scenario, made.settings) in tried:
            continue
        tried.add((made.scenario, made.settings))
        try:
            resolve(made.scenario, made.settings, vocabulary())
        except ScenarioError as error:
            reasons = " ".join(problem.text for problem in error.problems[:3])
            message = f"point {index} ({described(made.values)}) is no valid scenario: {reasons} Constrain the factors?"
            facts.note(("factors",), message, of_key=True)
            return


def _extremes(found: Sequence[Row], columns: Sequence[Factor]) -> list[int]:
    """Points in which a factor is at its lowest, highest or first so, and those in which most are."""
    if not found:
        return []
    chosen, towards = [0, len(found) - 1], np.zeros(len(found))
    for i, factor in enumerate(columns):
        values = [row[i] for row in found]
        if factor.numeric:
            numbers = np.array(values, dtype=np.float64)
            chosen += [int(numbers.argmin()), int(numbers.argmax())]
            towards += (numbers - numbers.min()) / ((numbers.max() - numbers.min()) or 1.0)
        else:
            chosen += [values.index(value) for value in dict.fromkeys(values)]
    return list(dict.fromkeys([*chosen, int(towards.argmin()), int(towards.argmax())]))
