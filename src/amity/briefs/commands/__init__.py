"""What changes briefs: opening and editing, lines, hours asked for, moves, templates, and what becomes of them."""

from amity.briefs.commands.converting import convert_brief
from amity.briefs.commands.filling import fill_from_account
from amity.briefs.commands.fitting import fit_lines
from amity.briefs.commands.hours import (
    Asking,
    answer_by_link,
    answer_hours,
    ask_again,
    ask_for_hours,
    renew_link,
    take_hours,
    withdraw_question,
)
from amity.briefs.commands.knowing import Basis, say_how_known
from amity.briefs.commands.lines import add_line, edit_line, move_line, plan_hours, remove_line, restore_line
from amity.briefs.commands.moving import MoveSaid, move_brief
from amity.briefs.commands.notes import NoteSaid, open_note, start_note
from amity.briefs.commands.opening import add_role, edit_brief, open_brief, remove_role
from amity.briefs.commands.templates import keep_template, retire_template, use_template

__all__ = [
    "Asking",
    "Basis",
    "MoveSaid",
    "NoteSaid",
    "add_line",
    "add_role",
    "answer_by_link",
    "answer_hours",
    "ask_again",
    "ask_for_hours",
    "convert_brief",
    "edit_brief",
    "edit_line",
    "fill_from_account",
    "fit_lines",
    "keep_template",
    "move_brief",
    "move_line",
    "open_brief",
    "open_note",
    "plan_hours",
    "remove_line",
    "remove_role",
    "renew_link",
    "restore_line",
    "retire_template",
    "say_how_known",
    "start_note",
    "take_hours",
    "use_template",
    "withdraw_question",
]
