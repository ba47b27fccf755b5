"""Sweep: all runs of a study, by whatever crew there is, into a folder from which an interrupted sweep goes on."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.bridge.vocabulary import vocabulary
from wgig_sim.engines.ahead import compile_ahead
from wgig_sim.engines.ensemble import sample
from wgig_sim.engines.measures import measure_names
from wgig_sim.scenario.read import read
from wgig_sim.study import store
from wgig_sim.study.design import Point, design
from wgig_sim.study.experiment import experiment_hash
from wgig_sim.study.experiment_schema import Experiment, Until
from wgig_sim.study.runs import Order, Rows, Task, failed
from wgig_sim.study.schedule import Schedule, states
from wgig_sim.study.store import StudyError, Writer
from wgig_sim.study.workers import Crew, Failure

FLUSH = 2.0
"""Seconds after which finished runs are written."""


class Progress(NamedTuple):
    """How far a sweep has come."""

    known: int
    """Runs that the folder has, or is about to have."""
    wanted: int
    """Runs wanted as far as is known now."""
    done: int
    """Runs done by this sweep."""
    failed: int
    """Of these, failed ones."""
    seconds: float


class Plan(NamedTuple):
    """A study, ready to be run."""

    experiment: Experiment
    points: tuple[Point, ...]
    task: Task
    shard: tuple[int, int] = (1, 1)


def prepare(experiment: Experiment, shard: tuple[int, int] = (1, 1)) -> Plan:
    """Points and columns of a study, with the core compiled, so that all that is left is to run."""
    points = design(experiment)
    if not points:
        raise StudyError("the design has no points.")
    names: list[str] = []
    first = True
    for source in dict.fromkeys(point.scenario for point in points):
        settings = next(point.settings for point in points if point.scenario == source)
        setup = compile_scenario(read(source, settings, vocabulary()))
        if first:
            compile_ahead(setup)
            sample(setup, 0, [0], threads=1)
            first = False
        names += [name for name in measure_names(setup) if name not in names]
    task = Task(experiment.seed, tuple(experiment.measures or names), experiment.per_round, tuple(experiment.traces))
    return Plan(experiment, points, task, shard)


def open_folder(plan: Plan, folder: Path, command: str = "", resume: bool = False, force: bool = False) -> Writer:
    """The folder of a sweep: a new one, or the one to go on with. Refused where it belongs to another study or code."""
    experiment, shard = plan.experiment, f"{plan.shard[0]}/{plan.shard[1]}"
    stride = experiment.most
    manifest = store.manifest_of(
        experiment, experiment_hash(experiment), plan.task, len(plan.points), stride, command=command, shard=shard
    )
    exists = (folder / "manifest.json").exists()
    if not resume and folder.exists() and any(folder.iterdir()):
        raise StudyError(f"{folder} is not empty. Go on with it by --resume, or name another folder with --out.")
    if exists:
        changed = store.differences(store.read_manifest(folder), manifest)
        if changed and not force:
            lines = "".join(f"\n  {line}" for line in changed)
            raise StudyError(
                f"{folder} was made by something else:{lines}\nName another folder, or mix the two with --resume --force."
            )
    writer = Writer(folder)
    try:
        if not exists or (resume and force):
            writer.begin(manifest, plan.points)
        writer.sound()
    except BaseException:
        writer.close()
        raise
    return writer


def known_runs(plan: Plan, folder: Path) -> dict[int, dict[int, float]]:
    """point -> replicate -> value of the measure that decides on more replicates (or of any), of the runs in a folder."""
    rule = plan.experiment.replicates
    measure = rule.measure if isinstance(rule, Until) else plan.task.measures[0]
    table = store.table(folder, columns=["point", "replicate", measure])
    found: dict[int, dict[int, float]] = {}
    if table is not None:
        for point, replicate, value in zip(*(table[name].to_pylist() for name in table.column_names), strict=True):
            found.setdefault(point, {})[replicate] = float("nan") if value is None else value
    return found


class Keeper:
    """Finished orders on their way into the folder."""

    def __init__(self, plan: Plan, writer: Writer, schedule: Schedule) -> None:
        self._plan, self._writer, self._schedule = plan, writer, schedule
        self._orders: list[tuple[Order, Rows]] = []
        self._written = self._start = time.monotonic()
        self._done = self._failed = 0

    def keep(self, order: Order, rows: Rows) -> None:
        """Note what became of an order; every few seconds all that is new is written."""
        self._schedule.take(self._plan.task, order, rows)
        self._orders.append((order, rows))
        self._done += len(order.replicates)
        self._failed += sum(error is not None for error in rows.errors)
        if time.monotonic() - self._written > FLUSH:
            self.flush()

    def flush(self) -> None:
        """Write what is not written yet."""
        try:
            self._writer.write(self._plan.task, self._plan.experiment.most, self._orders)
        except OSError as error:
            lost = sum(len(order.replicates) for order, _ in self._orders)
            raise StudyError(
                f"{self._writer.folder} cannot be written: {error.strerror or error}. "
                f"{self._schedule.known - lost} runs are kept there. Make room, and go on with --resume."
            ) from error
        self._orders.clear()
        self._written = time.monotonic()

    def progress(self) -> Progress:
        """How far the sweep has come."""
        passed = time.monotonic() - self._start
        return Progress(self._schedule.known, self._schedule.wanted, self._done, self._failed, passed)


def sweep(plan: Plan, writer: Writer, crew: Crew, after: Callable[[Progress], None] | None = None) -> Progress:
    """Do every run that the folder lacks. What is finished is kept whatever happens; the crew is left to its owner."""
    known = known_runs(plan, writer.folder)
    schedule = Schedule(plan.experiment, states(plan.experiment, plan.points, plan.shard, known))
    keeper = Keeper(plan, writer, schedule)
    begun = time.monotonic()
    try:
        while True:
            while crew.has_room and (order := schedule.next()):
                crew.submit(order)
            if not crew.busy:
                break
            order, result = crew.result()
            if isinstance(result, Failure):
                if not schedule.failed(order):
                    continue
                result = failed(plan.task, order, result.why)
            else:
                schedule.pace(max(1e-6, time.monotonic() - begun), len(order.replicates))
            begun = time.monotonic()
            keeper.keep(order, result)
            if after:
                after(keeper.progress())
    except KeyboardInterrupt:
        keeper.flush()
        raise
    keeper.flush()
    return keeper.progress()
