"""Studies to eyes: the report of an analysis with its figures and tables, and what the terminal shows of a study."""
