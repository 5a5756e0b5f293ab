"""What people at a client expect of us, and what we promised them, with who said it, when and where.

Terms: expectation, promise, reset (a new expectation agreed in place of one we missed or could not keep), step (one
change of an expectation, kept). Main commands: `record_expectation`, `edit_expectation`, `move_expectation`.
"""
