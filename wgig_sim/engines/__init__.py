"""One schedule, two drivers: a Mesa model that goes round by round, and a compiled run of a whole replicate."""
