"""What client contacts expect, and what the agency promised them, with who said it, when and where.

Terms: expectation, promise, reset (a new expectation agreed in place of one that was missed or could not be met), step
(one recorded change of an expectation). Main commands: `record_expectation`, `edit_expectation`, `move_expectation`.
"""
