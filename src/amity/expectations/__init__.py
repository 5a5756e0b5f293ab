"""Client contacts' expectations and the agency's promises to them, with source, date and place.

Terms: expectation, promise, reset (a new expectation agreed in place of one that was missed or could not be met), step
(one recorded change of an expectation). Main commands: `record_expectation`, `edit_expectation`, `move_expectation`.
"""
