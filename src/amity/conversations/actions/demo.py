"""Actions of the demo agency, on both sides."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from amity.accounts.demo import account_named, contact_named
from amity.conversations.actions import commands
from amity.conversations.actions.changes import ActionFields
from amity.projects.models import Project
from amity.shared.stories import Crew, ago, coming, rows

TABLE: Final = Path(__file__).with_suffix(".csv")


@dataclass(frozen=True, slots=True)
class Assignment:
    """An action of a colleague or a contact, and how many days ago it was done."""

    account: str
    what: str
    days_ago: int
    project: str = ""
    colleague: str = ""
    contact: str = ""
    due_in_days: int | None = None
    done_days_ago: int | None = None


def story(crew: Crew, *, now: datetime) -> None:
    """Add the actions, and finish some."""
    for assignment in rows(TABLE, Assignment):
        project = Project.objects.filter(account__name=assignment.account, name=assignment.project).first()
        fields = ActionFields(
            assignment.what,
            owner_id=crew.id(assignment.colleague) if assignment.colleague else None,
            contact_id=contact_named(assignment.contact) if assignment.contact else None,
            due_on=None if assignment.due_in_days is None else coming(now, assignment.due_in_days),
            project_id=project.pk if project else None,
        )
        by, added = crew.managing(assignment.account), ago(now, assignment.days_ago)
        account_id = account_named(assignment.account).pk
        action = commands.add_action(by=by, account_id=account_id, fields=fields, now=added)
        if assignment.done_days_ago is not None:
            at = ago(now, assignment.done_days_ago)
            commands.finish_action(by=by, action_id=action.pk, version=action.version, now=at)
