"""Runs: the samples that patterns speak of, each made once: the same people and the same chance under different rules."""

from typing import NamedTuple

import numpy as np

from wgig_sim.bridge.compile import Setup, compile_scenario
from wgig_sim.bridge.uncertain import Region
from wgig_sim.bridge.vocabulary import vocabulary
from wgig_sim.core.state import Floats
from wgig_sim.engines.ensemble import Sample
from wgig_sim.engines.replicate import run
from wgig_sim.scenario.read import read
from wgig_sim.study.patterns.ending import ENDINGS
from wgig_sim.study.uncertain import at, sample


class Case(NamedTuple):
    """A shipped scenario with settings."""

    scenario: str
    settings: tuple[str, ...] = ()


class Runs:
    """So many replicates, from one seed, of whatever case is asked for."""

    def __init__(self, replicates: int, seed: int = 0, threads: int | None = None, region: Region | None = None) -> None:
        """Nothing is run before it is asked for. With a region, the constants of each replicate are drawn from it."""
        self.replicates, self.seed, self.threads, self.region = replicates, seed, threads, region
        self._setups: dict[Case, Setup] = {}
        self._samples: dict[Case, Sample] = {}
        self._endings: dict[Case, dict[str, Floats]] = {}

    def values(self, case: Case, measure: str) -> Floats:
        """A measure of each replicate of a case (R,): one of those of every run, or of ENDINGS; NaN = no value."""
        found: Floats
        if measure in ENDINGS:
            found = self._ending(case)[measure]
        else:
            taken = self._sample(case)
            found = taken.values[:, taken.names.index(measure)]
        return found

    def setup(self, case: Case) -> Setup:
        """A case, compiled."""
        if case not in self._setups:
            self._setups[case] = compile_scenario(read(case.scenario, case.settings, vocabulary()))
        return self._setups[case]

    def _sample(self, case: Case) -> Sample:
        if case not in self._samples:
            self._samples[case] = sample(self.setup(case), self.seed, range(self.replicates), self.threads, region=self.region)
        return self._samples[case]

    def _ending(self, case: Case) -> dict[str, Floats]:
        if case not in self._endings:
            setup = self.setup(case)
            rows = np.empty((self.replicates, len(ENDINGS)))
            for number in range(self.replicates):
                process = run(at(setup, self.region, self.seed, number), self.seed, number).process
                rows[number] = [read_off(setup, process) for read_off in ENDINGS.values()]
            self._endings[case] = dict(zip(ENDINGS, rows.T, strict=True))
        return self._endings[case]
