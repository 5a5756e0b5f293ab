"""What changes projects: opening and editing, where they belong, who works on them, what is in them and finished."""

from amity.projects.commands.delivering import move_deliverable
from amity.projects.commands.finishing import Tickable, answer_not_yet, mark_finished, take_back_finished
from amity.projects.commands.milestones import add_milestone, deliver_milestone, move_milestone, reopen_milestone
from amity.projects.commands.opening import (
    ProjectChanges,
    complete_taken_over,
    edit_project,
    move_project,
    open_project,
)
from amity.projects.commands.placing import put_under_account, set_agreement
from amity.projects.commands.staffing import add_member, remove_member, staff_project
from amity.projects.commands.work_items import add_work_item, edit_work_item

__all__ = [
    "ProjectChanges",
    "Tickable",
    "add_member",
    "add_milestone",
    "add_work_item",
    "answer_not_yet",
    "complete_taken_over",
    "deliver_milestone",
    "edit_project",
    "edit_work_item",
    "mark_finished",
    "move_deliverable",
    "move_milestone",
    "move_project",
    "open_project",
    "put_under_account",
    "remove_member",
    "reopen_milestone",
    "set_agreement",
    "staff_project",
    "take_back_finished",
]
