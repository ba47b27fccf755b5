"""Calibration: the tables of docs/calibration.md, from the files that the calibration has left in the package.

python -m docs.calibration
"""

from pathlib import Path

from docs.refresh import filled, rewrite
from wgig_sim.bridge.vocabulary import MECHANISMS
from wgig_sim.show import calibration as show
from wgig_sim.show.words import figure
from wgig_sim.study.calibration.read import read
from wgig_sim.study.calibration.region import provenance, shipped

DOCUMENT = Path(__file__).parent / "calibration.md"


def waves(_: str) -> str:
    """What each wave did."""
    return show.waves(provenance())


def ruled(_: str) -> str:
    """Which pattern ruled out what."""
    return show.ruled_out(provenance())


def constants(_: str) -> str:
    """Ranges, what is left of them, and the defaults."""
    region, plan = shipped(), read("calibration")
    return show.constants(provenance(), region.names, region.points, {name: free.source for name, free in plan.constants.items()})


def fixed(_: str) -> str:
    """What was not searched, and why."""
    defaults = {f"{one.name}.{own.name}": own.default for one in MECHANISMS.values() for own in one.constants}
    rows = [f"| `{name}` | {defaults[name]:g} | {why} |" for name, why in read("calibration").fixed.items()]
    return "\n".join(["| constant | stays at | why it was not searched |", "|---|---|---|", *rows]) + "\n"


def discrepancy(_: str) -> str:
    """How far the model may be wrong."""
    rows = [
        f"| {', '.join(f'`{name}`' for name in row.measures)} | {row.sd:g} | {row.source} |"
        for row in read("calibration").discrepancy
    ]
    return "\n".join(["| quantities | standard deviation | why |", "|---|---|---|", *rows]) + "\n"


def defaults(_: str) -> str:
    """How far inside its bands each pattern lies at the defaults."""
    found = provenance()["defaults"]["implausibility"]
    cells = [f"| {name} | {'no edge near' if value is None else figure(-value, 1)} |" for name, value in found.items()]
    return "\n".join(["| pattern | standard deviations inside its bands |", "|---|---|", *cells]) + "\n"


def made(_: str) -> str:
    """With what the calibration was made."""
    story = provenance()
    runs = sum(wave["points"] for wave in story["waves"])
    return (
        f"`experiments/calibration.yaml` (fingerprint {story['calibration']}), seed {story['seed']}, code {story['code']}; "
        f"{len(story['waves'])} waves, {runs:,} points with {story['replicates']} replicates of each of six cases.\n"
    )


WRITERS = {
    "waves": waves, "ruled": ruled, "constants": constants, "fixed": fixed,
    "discrepancy": discrepancy, "defaults": defaults, "made": made,
}  # fmt: skip


if __name__ == "__main__":
    rewrite(DOCUMENT, filled(DOCUMENT.read_text(encoding="utf-8"), WRITERS))
