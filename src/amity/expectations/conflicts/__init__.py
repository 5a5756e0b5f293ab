"""Conflicts between an expectation and what was agreed: the options, the answer, and the outcome."""
