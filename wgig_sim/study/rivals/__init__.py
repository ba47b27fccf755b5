"""Rivals: simpler models of the same talks. Same scenario, same people, same test of what they can live with.

A rival says where people stand in the end and which text lies on the table (`spatial`, `opinions`); then the model's own
kernels of acceptance and decision say what is agreed, and into how many options the rest falls (`ending`). `contest` does that
for many replicates, with the full model beside; `patterns` says which of the patterns each of them reproduces.
"""
