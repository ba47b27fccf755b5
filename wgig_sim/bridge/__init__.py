"""The only room that knows words and numbers: it turns a scenario into arrays, and chance into draws."""
