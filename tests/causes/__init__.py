"""A maker for each kind of things that wait: it makes the cause, and returns for whom, and how the cause ends.

A part that registers a kind adds a maker to one of these modules. `tests/test_every_kind.py` runs them all.
"""
