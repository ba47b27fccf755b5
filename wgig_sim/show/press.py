"""The press: a second process that loads the libraries for pictures and tables while the run is still being simulated.

This module itself loads none of them, so that a press can be started before anything else.

Matplotlib, Arrow and networkx take longer to load than a run takes. With two cores they cost nothing when a press is
started first; where no second process can be had, the same work is done in this one.
"""

import contextlib
import gc
import os
import pickle
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from wgig_sim.engines.record import SeatRow
    from wgig_sim.show.figures.sheet import Floats, Sheet
    from wgig_sim.show.tables import Columns


@dataclass(frozen=True)
class Node:
    """What the networks tell about a seat."""

    id: str
    title: str
    group: str
    camp: str
    region: str


def nodes(seats: "Iterable[SeatRow]") -> tuple[Node, ...]:
    """The seats as nodes."""
    return tuple(Node(seat.id, seat.title, seat.group, seat.camp, seat.region) for seat in seats)


@dataclass(frozen=True)
class Job:
    """What is to be printed into a folder that exists."""

    folder: Path
    pictures: "Mapping[str, Sheet]"
    tables: "Mapping[str, Columns]"
    seats: tuple["Node", ...]
    networks: "Mapping[str, Floats]"
    """Trust by the name of its file."""


def produce(job: Job) -> None:
    """Print pictures, tables and networks in this process; raises OSError where the folder cannot be written."""
    with _room_for_matplotlib(job.folder):
        from wgig_sim.show.figures.canvas import png

        for name, sheet in job.pictures.items():
            (job.folder / "figures" / f"{name}.png").write_bytes(png(sheet))
    from wgig_sim.bridge.networks import as_graphml, trust_graph
    from wgig_sim.show.tables import write_parquet

    for name, columns in job.tables.items():
        write_parquet(columns, job.folder / "data" / f"{name}.parquet")
    for name, trust in job.networks.items():
        text = as_graphml(trust_graph(job.seats, trust))
        (job.folder / "data" / f"{name}.graphml").write_text(text, encoding="utf-8", newline="\n")


def _can_be_temporary() -> bool:
    """Whether there is a place for temporary files, which matplotlib falls back on where it has no home."""
    try:
        return bool(tempfile.gettempdir())
    except FileNotFoundError:
        return False


@contextlib.contextmanager
def _room_for_matplotlib(folder: Path) -> Iterator[None]:
    """Matplotlib loads only where it can write; where all is closed but the results, it gets a corner there for a while."""
    if _can_be_temporary():
        yield
        return
    with tempfile.TemporaryDirectory(dir=folder) as corner:
        os.environ["MPLCONFIGDIR"] = corner
        yield


class Press:
    """A process that is ready to print one job. Start it early, close it in any case."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        code = f"import sys; sys.path[:] = {sys.path!r}; from wgig_sim.show.press import serve; serve()"
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        except (OSError, ValueError):
            self._process = None

    def begin(self, job: Job) -> "Printing":
        """Hand the job over and come back at once."""
        return Printing(job, self._process if self._hand_over(job) else None)

    def _hand_over(self, job: Job) -> bool:
        if self._process is None or self._process.stdin is None:
            return False
        try:
            pickle.dump(job, self._process.stdin, protocol=pickle.HIGHEST_PROTOCOL)
            self._process.stdin.close()
        except OSError:
            return False
        return True

    def close(self) -> None:
        """End the process, whatever it is doing."""
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self._process = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


@dataclass(frozen=True)
class Printing:
    """A job under way."""

    job: Job
    process: subprocess.Popen[bytes] | None

    def finish(self) -> None:
        """Wait until all is printed; print here what no other process has printed."""
        answer = b"" if self.process is None or self.process.stdout is None else self.process.stdout.read()
        if not answer:
            produce(self.job)
            return
        error = pickle.loads(answer)
        if isinstance(error, OSError):
            raise error


def serve() -> None:
    """The second process: get ready while the job is on its way, print it, say how it went."""
    gc.disable()  # whoever started the press ends it before there is much garbage
    parcels: list[bytes] = []
    postman = threading.Thread(target=lambda: parcels.append(sys.stdin.buffer.read()), daemon=True)
    postman.start()
    _get_ready()
    postman.join()
    if not parcels or not parcels[0]:
        return
    try:
        produce(pickle.loads(parcels[0]))
        answer: OSError | None = None
    except OSError as error:
        answer = error
    pickle.dump(answer, sys.stdout.buffer)


def _get_ready() -> None:
    """Load what the job will need, down to the outlines of the letters."""
    import pyarrow.parquet  # noqa: F401

    import wgig_sim.bridge.networks  # noqa: F401

    if not _can_be_temporary():
        return
    from wgig_sim.show.figures.canvas import png
    from wgig_sim.show.figures.sheet import Sheet

    sheet = Sheet(10.0, 10.0, "")
    letters = "".join(map(chr, range(33, 127)))
    sheet.words(0, 5, letters)
    sheet.words(0, 5, letters, bold=True)
    png(sheet)
