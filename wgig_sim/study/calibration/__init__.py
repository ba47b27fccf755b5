"""Calibration: which values of the constants are left when the model has to show what happened; history matching in waves.

`schema` and `read` are the file, `targets` the patterns that decide, `implausibility` how far a point is from them, `waves` the
search, `calibrate` the search over the model itself, `region` what is left, and `choice` the defaults.
"""
