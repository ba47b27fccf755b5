"""The rules in plain C: compile reference.c, hand it the arrays of a compiled scenario, and time it.

The yardstick for wgig_sim/core. It covers what the shipped forums with listed members use; the rest is refused with a
NotImplementedError. A change of a rule in wgig_sim/core has to be made in reference.c too: the test in tests/benchmarks says
so.
"""

import ctypes
import functools
import hashlib
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from wgig_sim.bridge.compile import Setup
from wgig_sim.bridge.draws import draw
from wgig_sim.core.allocate import allocate
from wgig_sim.core.measures import Moment
from wgig_sim.core.outcome import Outcome
from wgig_sim.core.results import MOMENT, OUTCOME, width
from wgig_sim.core.state import Draws, Floats

SOURCE = Path(__file__).with_name("reference.c")
FLAGS = ("-O3", "-march=native", "-fno-math-errno", "-fno-trapping-math")
SAME_BITS = "-ffp-contract=off"
"""Without it, products and sums may be contracted into one rounding, as the core never does."""


class Sizes(NamedTuple):
    """The lengths of all axes, in the order of the struct in reference.c."""

    issues: int
    seats: int
    groups: int
    regions: int
    world_groups: int
    profiles: int
    kinds: int
    constituencies: int
    events: int
    steps: int
    links: int
    preparation: int
    given: int
    abstraction: int
    voices: int


class Call(NamedTuple):
    """Everything that one call needs; `arrays` keeps alive what `arguments` point to, `row` is what the call fills."""

    arrays: tuple[Any, ...]
    arguments: tuple[Any, ...]
    row: Floats


def available() -> bool:
    """Whether there is a C compiler here."""
    return shutil.which("cc") is not None


@functools.cache
def library(*more: str) -> ctypes.CDLL:
    """The compiled rules, with `more` flags than the usual ones; raises CalledProcessError if they do not compile."""
    flags = (*FLAGS, *more)
    name = hashlib.sha256(SOURCE.read_bytes() + " ".join(flags).encode()).hexdigest()[:16]
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder, f"reference-{name}.so"))
        subprocess.run(["cc", *flags, "-shared", "-fPIC", "-o", target, str(SOURCE), "-lm"], check=True)
        return ctypes.CDLL(target)


@functools.cache
def _fields_in_c() -> dict[str, tuple[str, ...]]:
    """The names of the fields of each struct in reference.c."""
    source = re.sub(r"/\*.*?\*/", "", SOURCE.read_text(encoding="utf-8"), flags=re.DOTALL)
    structs = re.findall(r"typedef struct \{(.*?)\}\s*(\w+);", source, flags=re.DOTALL)
    return {name: tuple(re.findall(r"(\w+)\s*[,;]", body)) for body, name in structs}


def _same_fields(kind: type[Any]) -> None:
    in_c = _fields_in_c().get(kind.__name__)
    if in_c != kind._fields:
        raise TypeError(f"struct {kind.__name__} in {SOURCE.name} has the fields {in_c}, the core has {kind._fields}")


def _in_c(values: Any) -> Any:
    """A NamedTuple of arrays, numbers and NamedTuples as the C struct of the same name."""
    _same_fields(type(values))
    fields, cells = [], []
    for name, value in zip(values._fields, values, strict=True):
        if isinstance(value, np.ndarray):
            if not value.flags.c_contiguous:
                raise ValueError(f"{type(values).__name__}.{name} is not contiguous")
            cell: Any = ctypes.c_void_p(value.ctypes.data)
        elif isinstance(value, tuple):
            cell = _in_c(value)
        else:
            cell = ctypes.c_double(value) if isinstance(value, float) else ctypes.c_int64(value)
        fields.append((name, type(cell)))
        cells.append(cell)
    return type(type(values).__name__, (ctypes.Structure,), {"_fields_": fields})(*cells)


def _sizes(setup: Setup, draws: Draws) -> Sizes:
    forum = setup.forum
    calendar, world = forum.calendar, forum.world
    return Sizes(
        issues=forum.procedure.reference.shape[0],
        seats=setup.seats,
        groups=calendar.room.shape[1],
        regions=calendar.attends.shape[1],
        world_groups=int(world.profiles.group.max(initial=-1)) + 1,
        profiles=forum.profiles.group.shape[0],
        kinds=world.profiles.group.shape[0],
        constituencies=world.kind.shape[0],
        events=calendar.gap.shape[0],
        steps=calendar.event.shape[0],
        links=world.neighbours,
        preparation=forum.preparation.voices.shape[0],
        given=forum.arrival.given.shape[0],
        abstraction=draws.abstraction.shape[1],
        voices=draws.voices.shape[1],
    )


def prepared(setup: Setup, seed: int, number: int = 0) -> Call:
    """Draw the chance of a replicate, allocate its arrays, and make them ready for `replicate` in reference.c."""
    for kind in (Moment, Outcome):
        _same_fields(kind)
    draws, process = draw(setup.forum, setup.seats, seed, number), allocate(setup.forum, setup.seats)
    row = np.empty(width(len(setup.names.groups), len(setup.names.issues)))
    parts = (_sizes(setup, draws), setup.forum, draws, process.state, process.ledger, process.public)
    arguments = tuple(ctypes.byref(_in_c(values)) for values in parts)
    return Call((setup, draws, process), (*arguments, ctypes.c_void_p(row.ctypes.data)), row)


def call(prepared: Call, *flags: str) -> float:
    """Run a prepared replicate, which fills its row; returns the seconds that the C function took."""
    replicate = library(*flags).replicate
    start = time.perf_counter()
    failed = replicate(*prepared.arguments)
    seconds = time.perf_counter() - start
    if failed > 0:
        raise NotImplementedError("reference.c knows neither selected members nor packages nor a logic matrix")
    if failed < 0:
        raise MemoryError("reference.c found no memory")
    return seconds


def run(setup: Setup, seed: int, number: int = 0, *flags: str) -> tuple[Moment, Moment, Outcome]:
    """A whole replicate in C: the measures of its start, its end, and its outcome."""
    ready = prepared(setup, seed, number)
    call(ready, *flags)
    start, end = (Moment(*ready.row[at : at + MOMENT].tolist()) for at in (OUTCOME, OUTCOME + MOMENT))
    return start, end, Outcome(*ready.row[:OUTCOME].tolist())


def seconds_per_run(setup: Setup, seeds: Sequence[int], *flags: str) -> list[float]:
    """Seconds of the C call alone for each seed; chance is drawn and arrays are made before."""
    library(*flags)
    return [call(prepared(setup, seed), *flags) for seed in seeds]
