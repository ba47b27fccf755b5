"""Silence: all mechanisms mute. A process in which nothing acts leaves everybody as they came, to the last bit."""

from collections.abc import Iterator

from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.bridge.vocabulary import vocabulary
from wgig_sim.engines.replicate import Replicate
from wgig_sim.scenario.read import read
from wgig_sim.study.verify.arrays import Array, arrays, bits
from wgig_sim.study.verify.check import Check, near

PROCEDURE = {"rounds", "session_rounds", "status", "drafted", "objectors", "agreed_step", "pending"}
"""The calendar still goes on: rounds are counted, and the text that each issue starts from is put to the vote."""
SILENT = ("muted=true",)
FORUMS = ("wgig-2005", "wsis-2003")


def checks() -> Iterator[Check]:
    """The shipped forums with every mechanism mute."""
    for forum in FORUMS:
        replicate = Replicate(compile_scenario(read(forum, SILENT, vocabulary())))
        changed = len(changing(replicate))
        said = int(replicate.process.log.size[0])
        yield near(f"{forum}: what has changed at the end, in anybody or between them", 0, changed, 0.0, "bit for bit")
        yield near(f"{forum}: statements made", 0, said, 0.0, "a count")


def changing(replicate: Replicate) -> set[str]:
    """The arrays of the state and of the world outside that are not the same, bit for bit, after every step."""
    first = {path: bits(array) for path, array in _watched(replicate)}
    changed: set[str] = set()
    while not replicate.is_over:
        replicate.advance()
        changed |= {path for path, array in _watched(replicate) if bits(array) != first[path]}
    return changed


def _watched(replicate: Replicate) -> Iterator[tuple[str, Array]]:
    process = replicate.process
    for path, array in (arrays(process.state) | arrays(process.public, "public")).items():
        if path not in PROCEDURE:
            yield path, array
