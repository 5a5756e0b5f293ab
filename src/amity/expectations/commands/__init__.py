"""What changes expectations: recording, correcting, how they stand, and what is answered to one that conflicts."""

from amity.expectations.commands.conflicts import answer_conflict, close_conflict, find_conflict
from amity.expectations.commands.recording import (
    change_recorded,
    edit_expectation,
    move_expectation,
    record,
    record_expectation,
    withdraw_recorded,
)

__all__ = [
    "answer_conflict",
    "change_recorded",
    "close_conflict",
    "edit_expectation",
    "find_conflict",
    "move_expectation",
    "record",
    "record_expectation",
    "withdraw_recorded",
]
