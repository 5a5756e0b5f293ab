"""An expectation that goes beyond what was agreed: the options, the answer, and how it ended."""
