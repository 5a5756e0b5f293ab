"""What changes expectations: recording, correcting, how they stand, and what is answered to one that conflicts."""

from amity.expectations.commands.conflicts import answer_conflict, close_conflict, find_conflict
from amity.expectations.commands.recording import edit_expectation, move_expectation, record_expectation

__all__ = [
    "answer_conflict",
    "close_conflict",
    "edit_expectation",
    "find_conflict",
    "move_expectation",
    "record_expectation",
]
