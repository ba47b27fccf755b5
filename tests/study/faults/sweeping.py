"""A sweep in a process of its own: `python -m tests.study.faults.sweeping FOLDER [BYTES]` goes on with the folder.

With BYTES, no file may become larger than that, which is what a full disk looks like to a program.
"""

import resource
import sys
from pathlib import Path

from tests.study.faults.doings import misbehave
from tests.study.studies import made_up
from wgig_sim.study import sweep as sweeping
from wgig_sim.study.store import StudyError
from wgig_sim.study.workers import LocalCrew

PLAN = made_up(6, 120)


def main(folder: Path) -> None:
    sweeping.FLUSH = 0.02
    writer = sweeping.open_folder(PLAN, folder, resume=True)
    try:
        with LocalCrew(PLAN.task, misbehave, 2, 60.0) as crew:
            sweeping.sweep(PLAN, writer, crew)
    finally:
        writer.close()


if __name__ == "__main__":
    if len(sys.argv) > 2:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
    try:
        main(Path(sys.argv[1]))
    except StudyError as error:
        sys.exit(str(error))
