"""The command line: verbs to calls. It prints and exits, nothing else; everything heavy is imported by the verb that needs it."""

from wgig_sim.cli import analysing, comparing, looking, rivalling, running, studying, verifying
from wgig_sim.cli.main import main

__all__ = ["analysing", "comparing", "looking", "main", "rivalling", "running", "studying", "verifying"]
