"""Measure the ranking of white space on real customers. README.md has the protocol."""
