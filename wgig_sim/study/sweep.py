"""Sweep: all runs of a study, by whatever crew there is, into a folder from which an interrupted sweep goes on."""

import shutil
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.bridge.vocabulary import vocabulary
from wgig_sim.core.compiled import CACHE_FOLDER, CALENDAR, is_cached
from wgig_sim.engines.ahead import compile_ahead
from wgig_sim.engines.ensemble import sample
from wgig_sim.engines.measures import measure_names
from wgig_sim.scenario.read import read, scenario_hash
from wgig_sim.study.design import Point, design
from wgig_sim.study.experiment_schema import Experiment, Until
from wgig_sim.study.manifest import StudyError, differences, manifest_of, read_manifest, without_folders
from wgig_sim.study.runs import Answer, Order, Rows, Task, failed
from wgig_sim.study.schedule import Known, Schedule, share
from wgig_sim.study.store import KINDS, Writer, design_columns, design_of, has_design, known
from wgig_sim.study.workers import Crew

FLUSH, MOST_ROWS = 2.0, 20_000
"""Seconds after which finished runs are written, or so many of them."""


class Progress(NamedTuple):
    """How far a sweep has come."""

    known: int
    """Runs that the folder has, or is about to have."""
    wanted: int
    """Runs wanted as far as is known now."""
    done: int
    """Runs done by this sweep."""
    failed: int
    """Failed runs that the folder has."""
    seconds: float


class Plan(NamedTuple):
    """A study, ready to be run."""

    experiment: Experiment
    points: Sequence[Point]
    task: Task
    scenarios: Mapping[str, str]
    """Each scenario that a point begins with, and its fingerprint."""
    shard: tuple[int, int] = (1, 1)


def prepare(experiment: Experiment, shard: tuple[int, int] = (1, 1)) -> Plan:
    """Points and columns of a study, with the core compiled, so that all that is left is to run."""
    points = design(experiment)
    if not points:
        raise StudyError("the design has no points: its constraints leave none.")
    settings: dict[str, tuple[str, ...]] = {}
    for point in points:
        settings.setdefault(point.scenario, point.settings)
    scenarios = {name: read(name, given, vocabulary()) for name, given in settings.items()}
    setups = [compile_scenario(scenario) for scenario in scenarios.values()]
    if CACHE_FOLDER is not None and not is_cached(CALENDAR):  # then the workers find there what is compiled here
        compile_ahead(setups[0])
        sample(setups[0], 0, [0], threads=1)
    measures = experiment.measures or dict.fromkeys(name for setup in setups for name in measure_names(setup))
    task = Task(experiment.seed, tuple(measures), experiment.per_round, tuple(experiment.traces))
    prints = {name: scenario_hash(scenario)[:12] for name, scenario in scenarios.items()}
    return Plan(experiment, points, task, prints, shard)


def open_folder(plan: Plan, folder: Path, command: str = "", resume: bool = False, force: bool = False) -> Writer:
    """The folder of a sweep: a new one, or the one to go on with. Refused where it belongs to another study or code."""
    new = not folder.exists()
    if not new:
        _check_contents(folder, resume)
    writer = Writer(folder)
    try:
        _check_contents(folder, resume)  # another may have come first
        shard = f"{plan.shard[0]}/{plan.shard[1]}"
        manifest = manifest_of(plan.experiment, plan.task, len(plan.points), shard, plan.scenarios, command)
        if not (folder / "manifest.json").exists():
            writer.begin(manifest, plan.points)
        else:
            old = read_manifest(folder)
            changed = differences(old, manifest)
            if changed:
                _check_force(plan, folder, changed, force)
                writer.begin({**manifest, "earlier": [*old.pop("earlier", []), old]}, plan.points)
            elif not has_design(folder):
                writer.begin(old, plan.points)
        writer.put_torn_aside()
    except BaseException:
        writer.close()
        if new:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    return writer


def _check_contents(folder: Path, resume: bool) -> None:
    if not folder.is_dir():
        raise StudyError(f"{folder} is a file. Name a folder with --out.")
    found = {path.name for path in folder.iterdir() if not path.name.startswith(".writing-")}
    if "manifest.json" in found:
        if not resume:
            raise StudyError(f"{folder} holds a study already. Go on with it by --resume, or name another folder with --out.")
    elif found - {".lock", "design.parquet", *KINDS}:  # more than a sweep leaves that ended before it began
        raise StudyError(f"{folder} is not empty, and not the folder of a study. Name another folder with --out.")


def _check_force(plan: Plan, folder: Path, changed: Sequence[str], force: bool) -> None:
    """Refuse to mix two studies unless that is wanted, and in any case where points have changed their numbers."""
    listed = "".join(f"\n  {line}" for line in changed)
    before, now = design_of(folder).to_pydict(), design_columns(plan.points)
    if without_folders(before) != without_folders(now):
        raise StudyError(f"{folder} has other points:{listed}\nIts runs would count for the wrong ones. Name another folder.")
    if not force:
        raise StudyError(
            f"{folder} was made by something else:{listed}\nName another folder, or mix the two with --resume --force."
        )


def known_runs(plan: Plan, folder: Path) -> Known:
    """The runs of a folder, with the measure that decides on more replicates where one does."""
    rule = plan.experiment.replicates
    return known(folder, rule.measure if isinstance(rule, Until) else None)


class Part(NamedTuple):
    """Finished orders that are not written yet, and the name of the file that they will be in."""

    name: str
    done: list[tuple[Order, Rows]]
    since: float

    @classmethod
    def new(cls) -> "Part":
        """A part with nothing in it."""
        return cls(uuid.uuid4().hex, [], time.monotonic())


class Keeper:
    """Finished orders on their way into the folder."""

    def __init__(self, plan: Plan, writer: Writer, schedule: Schedule, failed: int = 0) -> None:
        self._plan, self._writer, self._schedule = plan, writer, schedule
        self._part, self._start = Part.new(), time.monotonic()
        self._done, self._failed, self._rows = 0, failed, 0

    def keep(self, done: Sequence[tuple[Order, Rows]]) -> None:
        """Note what became of orders; every few seconds all that is new is written."""
        for order, rows in done:
            self._schedule.take(self._plan.task, order, rows)
            self._part.done.append((order, rows))
            self._done += len(order.replicates)
            self._rows += len(order.replicates)
            self._failed += sum(error is not None for error in rows.errors)
        if time.monotonic() - self._part.since > FLUSH or self._rows >= MOST_ROWS:
            self.flush()

    def flush(self) -> None:
        """Write what is not written yet. Whoever is interrupted here may do it again: a part keeps its name."""
        try:
            self._writer.write(self._part.name, self._plan.task, self._part.done)
        except OSError as error:
            kept = self._schedule.known - sum(len(order.replicates) for order, _ in self._part.done)
            raise StudyError(
                f"{self._writer.folder} cannot be written: {error.strerror or error}. "
                f"{kept:,} runs are kept there. Make room, and go on with --resume."
            ) from error
        self._part, self._rows = Part.new(), 0

    def progress(self) -> Progress:
        """How far the sweep has come."""
        passed = time.monotonic() - self._start
        return Progress(self._schedule.known, self._schedule.wanted, self._done, self._failed, passed)


def sweep(plan: Plan, writer: Writer, crew: Crew, after: Callable[[Progress], None] | None = None) -> Progress:
    """Do every run that the folder lacks. What is finished is kept whatever happens; the crew is left to its owner."""
    found = known_runs(plan, writer.folder)
    part = share(plan.experiment, len(plan.points), plan.shard)
    schedule = Schedule(plan.experiment, plan.points, part, found)
    keeper = Keeper(plan, writer, schedule, found.failed)
    try:
        while True:
            while crew.has_room and (batch := schedule.next()):
                crew.submit(batch)
            if not crew.busy:
                break
            batch, result = crew.result()
            if isinstance(result, Answer):
                schedule.pace(result.seconds, sum(len(order.replicates) for order in batch))
                keeper.keep(result.done)
            elif schedule.failed(batch):
                keeper.keep([(order, failed(plan.task, order, result.why)) for order in batch])
            if after:
                after(keeper.progress())
    finally:
        keeper.flush()
    return keeper.progress()
