"""Small forums that between them use everything that the schedule can do, and a fingerprint of a run of each."""

import hashlib
import json
import sys
from functools import cache
from typing import Any

from tests.forums import CAMPS, FORMATS, GROUPS, REGIONS, setup
from wgig_sim.bridge.compile import Setup
from wgig_sim.core.measures import Moment
from wgig_sim.engines.replicate import Replicate, run
from wgig_sim.study.verify.arrays import arrays

SPOKEN = {"north": ["en"], "south": ["en", "fr"], "east": ["fr"]}
POOL = [
    {"id": f"{group}-{region}", "group": group, "camp": camp, "region": region, "languages": SPOKEN[region]}
    for group, camp in zip(GROUPS, CAMPS, strict=True)
    for region in REGIONS
]
HEARD = {name: {**format, "outside_voices": 2} for name, format in FORMATS.items()}
OUTSIDE = {"pool": POOL, "constituencies": {"count": 30, "neighbours": 4, "rewire": 0.2, "website": True}}
EVENTS: dict[str, dict[str, Any]] = {
    "before": {"kind": "consultation", "start": "2004-09-20", "days": ["open"], "before_group": True},
    "first": {"kind": "meeting", "start": "2005-02-14", "days": ["open", "closed"], "agenda": "least-understood"},
    "region": {"kind": "conference", "start": "2005-03-10", "days": ["open"], "attend": ["north"], "turns": 3},
    "comments": {"kind": "comments", "start": "2005-04-01", "end": "2005-04-20"},
    "last": {"kind": "drafting", "start": "2005-06-14", "days": ["closed", "open", "closed"], "papers": True},
}
VOTE = {"rule": "qualified-majority", "share": 0.5, "voices": ["private-sector", "civil-society"]}
VOTED = {**EVENTS, "last": {**EVENTS["last"], "consensus": VOTE}}


@cache
def examples() -> dict[str, Setup]:
    """The forums by name."""
    everything: dict[str, Any] = {"size": 7, "items": 3, "parties": 3, "calendar": EVENTS, "formats": HEARD, **OUTSIDE}
    return {
        "plain": setup(),
        "everything": setup(**everything, capacity=0.4, standing={"government": {"civil-society": 0.3}},
                            trust={"spread": 0.2, "acquaintance": {"neighbours": 2, "rewire": 0.3, "bonus": 0.2}}),
        "package": setup(**everything, rules={"scope": "package", "consensus": {"rule": "qualified-majority", "share": 0.5}},
                         composition={"rule": "coverage", "size": 7}, logic={"issue-0": {"issue-2": 0.4}},
                         mechanisms={"persuasion": {"repulsion": 0.5, "rate": 0.3, "fading": 0.7}}),
        "no chair": setup(**everything, chair=None, rules={"start": "text-first", "consensus": {"rule": "rough-consensus"}},
                          composition={"rule": "balanced", "size": 6}),
        "two rules": setup(**{**everything, "calendar": VOTED}, rules={"scope": "package"}),
        "no drafting": setup(size=4, mechanisms={"drafting": {"skill": 0.0}, "persuasion": {"rate": 0.0}}),
    }  # fmt: skip


def fingerprint(compiled: Setup, seed: int, number: int) -> str:
    """A hash of every bit of a run: the whole process step by step, its measures, and the run in one call."""
    digest = hashlib.sha256()
    replicate = Replicate(compiled, seed, number)
    while not replicate.is_over:
        replicate.advance()
    whole = run(compiled, seed, number)
    for process in (replicate.process, whole.process):
        for path, values in arrays(process).items():
            digest.update(path.encode() + values.tobytes())
    digest.update(json.dumps([replicate.look(), replicate.conclude(), whole.outcome, Moment(*whole.end)]).encode())
    return digest.hexdigest()


def fingerprints() -> dict[str, str]:
    """A fingerprint of two replicates of each forum."""
    return {f"{name} {number}": fingerprint(compiled, 11, number) for name, compiled in examples().items() for number in (0, 3)}


if __name__ == "__main__":
    json.dump(fingerprints(), sys.stdout)
