"""The calibration: which constants are free, how far the model may be wrong, and how the search goes. Frozen, validated."""

from typing import Annotated

from pydantic import Field, model_validator

from wgig_sim.scenario.entry import Entry, Number, Whole, Words
from wgig_sim.study.experiment_schema import Seed


class Free(Entry):
    """A constant that is searched, every value of its range as plausible as any other."""

    range: tuple[Number, Number]
    """The lowest and the highest plausible value."""
    source: Words
    """Where the range comes from: a study, or a judgement with its reason."""

    @model_validator(mode="after")
    def _ordered(self) -> "Free":
        low, high = self.range
        if not low < high:
            raise ValueError(f"range should be [lowest, highest], is [{low:g}, {high:g}]")
        return self


class Discrepancy(Entry):
    """How far the model may be wrong about a kind of quantity even with the best constants."""

    measures: Annotated[tuple[Words, ...], Field(min_length=1)]
    sd: Annotated[Number, Field(gt=0)]
    """Standard deviation of what the model leaves out."""
    source: Words
    """Why so much."""


class Calibration(Entry):
    """A search for the constants that show the calibrating patterns. docs/calibration.md describes every key."""

    title: Words
    question: Words
    note: Words | None = None
    constants: Annotated[dict[str, Free], Field(min_length=1)]
    """The constants that are free, such as trust.gain."""
    fixed: dict[str, Words] = Field(default_factory=dict)
    """The constants that stay as they are, each with the reason."""
    constraints: tuple[Words, ...] = ()
    """Comparisons of free constants, such as "trust.gain <= trust.loss"."""
    discrepancy: Annotated[tuple[Discrepancy, ...], Field(min_length=1)]
    """How far the model may be wrong, for every quantity that the patterns speak of."""
    first: Annotated[Whole, Field(ge=16, le=100_000)] = 1000
    """Points of the first wave, spread over the ranges."""
    points: Annotated[Whole, Field(ge=16, le=100_000)] = 500
    """Points of each later wave."""
    replicates: Annotated[Whole, Field(ge=2, le=10_000)] = 24
    """Replicates of each case at each point."""
    keep: Annotated[Number, Field(gt=0, lt=1)] = 0.5
    """Share of the points that the cut of a wave leaves."""
    cut: Annotated[Number, Field(ge=0)] = 0.0
    """Implausibility above which a point is ruled out in the end; 0 = whatever lies outside a band."""
    settle: Annotated[Whole, Field(ge=0, le=1000)] = 3
    """Waves that move the points about once the last cut is reached, so that they fill what is left."""
    most: Annotated[Whole, Field(ge=2, le=1000)] = 40
    """Waves after which the search gives up."""
    region: Annotated[Whole, Field(ge=8, le=100_000)] = 250
    """Points of what is left that are confirmed with more replicates, at most."""
    confirm: Annotated[Whole, Field(ge=2, le=10_000)] = 200
    """Replicates by which they are confirmed, with other chance than that of the waves."""
    margin: Annotated[Number, Field(ge=0)] = 1.0
    """How far inside every band the defaults should lie, in units of implausibility."""
    seed: Seed = 0
