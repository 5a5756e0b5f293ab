"""What is done with the register, client inputs and the expectations of projects."""

from amity.monitoring.commands.expecting import bind_expectation, bind_to_project, expect_on_project
from amity.monitoring.commands.inputs import ask_input, chase_input, edit_input, move_input
from amity.monitoring.commands.register import add_entry, edit_entry, move_entry

__all__ = [
    "add_entry",
    "ask_input",
    "bind_expectation",
    "bind_to_project",
    "chase_input",
    "edit_entry",
    "edit_input",
    "expect_on_project",
    "move_entry",
    "move_input",
]
