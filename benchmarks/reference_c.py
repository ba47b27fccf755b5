"""The rules in plain C: compile reference.c and hand it the arrays of a compiled scenario.

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
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from wgig_sim.bridge.compile import Setup
from wgig_sim.core.allocate import allocate
from wgig_sim.core.measures import Moment
from wgig_sim.core.outcome import Outcome
from wgig_sim.core.results import width
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
    contacts: int


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
        contacts=draws.contacts.shape[1],
    )


class Chance(NamedTuple):
    """The draws of a replicate, ready for C."""

    draws: Draws
    """Kept alive here, since C has but their addresses."""
    sizes: Any
    pointer: Any


class Rules:
    """The rules in C for one forum: give them chance, and they fill a row of measures; their arrays serve every replicate."""

    def __init__(self, setup: Setup, *flags: str) -> None:
        """Compile the rules with `flags` beside the usual ones, and allocate the arrays of a process."""
        for kind in (Moment, Outcome):
            _same_fields(kind)
        process = allocate(setup.forum, setup.seats)
        self.row: Floats = np.empty(width(len(setup.names.groups), len(setup.names.issues)))
        self._setup, self._process, self._library = setup, process, library(*flags)
        self._forum = ctypes.byref(_in_c(setup.forum))
        self._parts = [ctypes.byref(_in_c(part)) for part in (process.state, process.ledger, process.public)]
        self._into = ctypes.c_void_p(self.row.ctypes.data)

    def hand_over(self, draws: Draws) -> Chance:
        """The draws of a replicate as C takes them."""
        return Chance(draws, ctypes.byref(_in_c(_sizes(self._setup, draws))), ctypes.byref(_in_c(draws)))

    def __call__(self, chance: Chance) -> Floats:
        """A whole replicate: all measures, in the row that the next replicate will fill."""
        failed = self._library.replicate(chance.sizes, self._forum, chance.pointer, *self._parts, self._into)
        if failed > 0:
            raise NotImplementedError("reference.c knows neither selected members nor packages nor a logic matrix")
        if failed < 0:
            raise MemoryError("reference.c found no memory")
        return self.row
