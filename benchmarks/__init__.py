"""How long things take. `python -m benchmarks` prints a table; nothing here passes or fails."""
