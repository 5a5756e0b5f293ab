"""The count of Today in the rail."""

from datetime import datetime

from amity.shared.actor import Actor
from amity.today.cards.collecting import board_of
from amity.ui.slots import Count


def count_for(by: Actor, now: datetime) -> Count:
    """Return how many cards need a person, and whether any of them is due today or late."""
    board = board_of(by, now)
    return len(board.shown), bool(board.due_today)
