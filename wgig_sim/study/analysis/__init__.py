"""Analysis: what a study shows, by its design. Tables of numbers, each with its interval; no words and no pictures."""

from wgig_sim.study.analysis.by_design import analyse

__all__ = ["analyse"]
