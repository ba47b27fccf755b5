"""The arithmetic of one process: arrays in, arrays out, no names. One file per mechanism; `schedule` puts them in order."""
