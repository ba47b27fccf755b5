"""Simulate deliberation among stakeholders with entrenched positions.

The first forum is the Working Group on Internet Governance (Geneva, 2004-05). Importing this package is light: the
heavy libraries are loaded by the parts that need them.
"""

__version__ = "0.1.0"
