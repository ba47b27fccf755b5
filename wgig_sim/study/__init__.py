"""Study: many parameter points. What a question needs run, how it is run and kept, and what can be read off it."""
