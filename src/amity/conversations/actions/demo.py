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
class ToDo:
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
    for to_do in rows(TABLE, ToDo):
        project = Project.objects.filter(account__name=to_do.account, name=to_do.project).first()
        fields = ActionFields(
            to_do.what,
            owner_id=crew.id(to_do.colleague) if to_do.colleague else None,
            contact_id=contact_named(to_do.contact) if to_do.contact else None,
            due_on=None if to_do.due_in_days is None else coming(now, to_do.due_in_days),
            project_id=project.pk if project else None,
        )
        by, added = crew.managing(to_do.account), ago(now, to_do.days_ago)
        account_id = account_named(to_do.account).pk
        action = commands.add_action(by=by, account_id=account_id, fields=fields, now=added)
        if to_do.done_days_ago is not None:
            at = ago(now, to_do.done_days_ago)
            commands.finish_action(by=by, action_id=action.pk, version=action.version, now=at)
