"""What changes a charter: its answers, its duties; skipped steps; joint objectives and their readings."""

from amity.charter.changes import DutySaid, ObjectiveSaid
from amity.charter.commands.answering import change_duty, reset_duty, set_questions
from amity.charter.commands.objectives import drop_objective, edit_objective, read_objective, set_objective
from amity.charter.commands.skipping import skip_step

__all__ = [
    "DutySaid",
    "ObjectiveSaid",
    "change_duty",
    "drop_objective",
    "edit_objective",
    "read_objective",
    "reset_duty",
    "set_objective",
    "set_questions",
    "skip_step",
]
