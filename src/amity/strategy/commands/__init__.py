"""What is done with goals and strategy cards."""

from amity.strategy.commands.cards import draft_card, edit_card, move_card
from amity.strategy.commands.goals import end_goal, read_goal, remove_reading, revise_goal, set_goal

__all__ = [
    "draft_card",
    "edit_card",
    "end_goal",
    "move_card",
    "read_goal",
    "remove_reading",
    "revise_goal",
    "set_goal",
]
