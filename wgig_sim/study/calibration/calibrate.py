"""Calibrate: the search over the model itself. Every wave is a study of its own, so that what was done is never done again."""

import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np

from wgig_sim.bridge.compile import by_mechanism
from wgig_sim.core.state import Flags, Floats
from wgig_sim.study import constraints
from wgig_sim.study.calibration.choice import Choice, choose
from wgig_sim.study.calibration.implausibility import of_all
from wgig_sim.study.calibration.read import calibration_hash
from wgig_sim.study.calibration.schema import Calibration
from wgig_sim.study.calibration.targets import OTHERS, Kept, cases, measures, patterns
from wgig_sim.study.calibration.waves import Population, Wave, search
from wgig_sim.study.design import Point
from wgig_sim.study.experiment_schema import DesignEntry, Experiment
from wgig_sim.study.factor_schema import FactorEntry, Level
from wgig_sim.study.manifest import StudyError, code
from wgig_sim.study.patterns.runs import Case
from wgig_sim.study.runs import Task, perform
from wgig_sim.study.store import aside, load, make
from wgig_sim.study.sweep import Plan, Progress, open_folder, prepare, sweep
from wgig_sim.study.workers import LocalCrew

FORMAT = "wgig-sim calibration 1"
PATIENCE = 600.0
"""Seconds after which a batch, about one second of work, counts as hanging."""
After = Callable[[str, Progress], None]
"""Told which wave is under way, and how far it is."""


class Found(NamedTuple):
    """What a calibration came to."""

    waves: tuple[Wave, ...]
    tried: Population
    """The points that were to be confirmed, with their implausibility in the confirming runs; none if no point was left."""
    region: Floats
    """(P, D) values of the constants at the points that were confirmed."""
    again: int
    """Points of the region that lie inside all bands once more, with chance that had no part in choosing them."""
    least: Choice
    """The least implausible point of the waves."""
    choice: Choice | None
    """The defaults, if there is a region."""


def calibrate(plan: Calibration, folder: Path, workers: int, resume: bool = False, after: After | None = None) -> Found:
    """Search, confirm what is left with more replicates, and choose defaults from it."""
    open_calibration(plan, folder, resume)
    with Laboratory(plan, folder, workers, after) as laboratory:
        return _calibrate(plan, laboratory)


def _calibrate(plan: Calibration, laboratory: "Laboratory") -> Found:
    left, waves = search(plan, laboratory.wave, laboratory.allowed)
    best = int(left.found.max(axis=1).argmin())
    least = Choice(laboratory.values(left.points[best]), left.found[best])
    if waves[-1].cut > plan.cut:
        nothing = left.take(np.zeros(0, dtype=np.int64))
        return Found(tuple(waves), nothing, nothing.points, 0, least, None)
    differing = np.sort(np.unique(left.points, axis=0, return_index=True)[1])
    points = left.points[differing][: plan.region]
    tried = Population(points, laboratory.check("confirm", points, 1))
    inside = tried.take(np.flatnonzero(tried.worst <= plan.cut))
    choice = choose(plan, inside, laboratory.check, laboratory.allowed) if len(inside.points) else None
    again = Population(inside.points, laboratory.check("again", inside.points, 3))
    return Found(tuple(waves), tried, laboratory.values(inside.points), int((again.worst <= plan.cut).sum()), least, choice)


def open_calibration(plan: Calibration, folder: Path, resume: bool) -> None:
    """Make the folder, or see that it is one of the same calibration by the same code."""
    name = folder / "calibration.json"
    own = {"format": FORMAT, "hash": calibration_hash(plan), "code": code(), "calibration": plan.model_dump(mode="json")}
    if not name.exists():
        if folder.is_dir() and any(folder.iterdir()):
            raise StudyError(f"{folder} is not empty, and not the folder of a calibration. Name another folder with --out.")
        make(folder)
        aside(name, (json.dumps(own, indent=1, ensure_ascii=False) + "\n").encode())
        return
    if not resume:
        raise StudyError(f"{folder} holds a calibration already. Go on with it by --resume, or name another folder with --out.")
    try:
        old = json.loads(name.read_text(encoding="utf-8"))
        differing = [key for key in ("format", "code", "hash") if old.get(key) != own[key]]
    except (ValueError, AttributeError):
        raise StudyError(f"{name} cannot be read. Name another folder with --out.") from None
    if differing:
        said = {"format": "format", "code": "code", "hash": "calibration file"}[differing[0]]
        raise StudyError(f"{folder} was made with another {said}. Name another folder with --out.")


class Laboratory:
    """Where points are run: every case of the calibrating patterns at each of them, with the same chance."""

    def __init__(self, plan: Calibration, folder: Path, workers: int, after: After | None) -> None:
        self._plan, self._folder, self._workers, self._after = plan, folder, workers, after
        self._patterns = patterns()
        self._cases = cases(self._patterns)
        self._names = tuple(plan.constants)
        self._low, self._high = np.array([free.range for free in plan.constants.values()]).T
        self._discrepancy = {name: row.sd for row in plan.discrepancy for name in row.measures}
        self._crews: dict[Task, LocalCrew] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for crew in self._crews.values():
            crew.close()

    def _crew(self, task: Task) -> LocalCrew:
        """The workers who do this task; those of another one go home."""
        if task not in self._crews:
            self.__exit__()
            self._crews = {task: LocalCrew(task, perform, self._workers, PATIENCE)}
        return self._crews[task]

    def values(self, points: Floats) -> Floats:
        """The constants (P, D) at points that are shares of their ranges."""
        found: Floats = self._low + points * (self._high - self._low)
        return found

    def shares(self, values: Floats) -> Floats:
        """Constants (P, D) as shares of their ranges."""
        found: Floats = (values - self._low) / (self._high - self._low)
        return found

    def allowed(self, points: Floats) -> Flags:
        """Which points keep all constraints."""
        columns = dict(zip(self._names, self.values(points).T, strict=True))
        kept = np.ones(len(points), dtype=np.bool_)
        for text in self._plan.constraints:
            kept &= constraints.fulfilled(text, columns)
        return kept

    def wave(self, number: int, points: Floats) -> Floats:
        """Implausibility (P, patterns) of the points of a wave."""
        return self._run(f"wave-{number:02}", points, self._plan.replicates, 0)

    def check(self, name: str, points: Floats, chance: int) -> Floats:
        """The same with the replicates of a confirmation, and with other chance than the waves had."""
        return self._run(name, points, self._plan.confirm, chance)

    def _run(self, name: str, points: Floats, replicates: int, chance: int) -> Floats:
        if not len(points):
            return np.zeros((0, len(self._patterns)))
        plan = self._study(name, self.values(points), replicates, self._plan.seed + chance)
        writer = open_folder(plan, self._folder / name, "calibrate", resume=True)
        try:
            sweep(plan, writer, self._crew(plan.task), partial(self._after, name) if self._after else None)
        finally:
            writer.close()
        return of_all(self._patterns, self._kept(self._folder / name, len(points)), self._discrepancy)

    def _study(self, name: str, values: Floats, replicates: int, seed: int) -> Plan:
        """All cases at all points as a study."""
        levels = {str(number): _level(case) for number, case in enumerate(self._cases)}
        own = Experiment(
            title=f"{self._plan.title}: {name}",
            question=self._plan.question,
            scenario=self._cases[0].scenario,
            factors={"case": FactorEntry(levels=levels)},
            design=DesignEntry(kind="grid"),
            replicates=replicates,
            seed=seed,
        )
        plan = prepare(own)
        wanted = [name for name in measures(self._patterns) if name != OTHERS]
        agreed = [name for name in plan.task.measures if name.startswith("agreed_")]
        task = plan.task._replace(measures=tuple(dict.fromkeys([*wanted, "share_agreed", *agreed])))
        return plan._replace(points=_crossed(values, self._names, plan.points), task=task)

    def _kept(self, folder: Path, points: int) -> Kept:
        study = load(folder)
        count, shape = len(self._cases), (points, len(self._cases), -1)
        if len(study.runs) % (points * count):
            raise StudyError(f"{folder} lacks some of its runs. Go on with --resume.")
        columns = {name: study.runs[name].to_numpy(np.float64).reshape(shape) for name in study.manifest["measures"]}
        return Kept({case: {name: table[:, at].T for name, table in columns.items()} for at, case in enumerate(self._cases)})


def _level(case: Case) -> Level:
    """A case as a level of a factor."""
    keys: dict[str, Any] = {key: float(value) for key, _, value in (setting.partition("=") for setting in case.settings)}
    return Level(scenario=case.scenario, set=keys)


def _crossed(values: Floats, names: Sequence[str], given: Sequence[Point]) -> list[Point]:
    """Every case at every point; the constants of a case, such as one that is muted, go over those of the point."""
    found: list[Point] = []
    for row in values.tolist():
        constants = by_mechanism(dict(zip(names, row, strict=True)))
        for case in given:
            own = {name: {**constants.get(name, {}), **case.constants.get(name, {})} for name in {**constants, **case.constants}}
            found.append(
                case._replace(index=len(found), constants=own, values={**dict(zip(names, row, strict=True)), **case.values})
            )
    return found
