"""The command line: verbs to calls. It prints and exits, nothing else; everything heavy is imported by the verb that needs it."""

from wgig_sim.cli import (
    analysing,
    calibrating,
    comparing,
    importing,
    looking,
    rivalling,
    running,
    serving,
    studying,
    validating,
    verifying,
)
from wgig_sim.cli.main import main

__all__ = [
    "analysing",
    "calibrating",
    "comparing",
    "importing",
    "looking",
    "main",
    "rivalling",
    "running",
    "serving",
    "studying",
    "validating",
    "verifying",
]
