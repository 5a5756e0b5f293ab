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
class Told:
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
    for told in rows(TABLE, Told):
        project = Project.objects.filter(account__name=told.account, name=told.project).first()
        fields = ActionFields(
            told.what,
            owner_id=crew.id(told.colleague) if told.colleague else None,
            contact_id=contact_named(told.contact) if told.contact else None,
            due_on=None if told.due_in_days is None else coming(now, told.due_in_days),
            project_id=project.pk if project else None,
        )
        by, added = crew.managing(told.account), ago(now, told.days_ago)
        account_id = account_named(told.account).pk
        action = commands.add_action(by=by, account_id=account_id, fields=fields, now=added)
        if told.done_days_ago is not None:
            at = ago(now, told.done_days_ago)
            commands.finish_action(by=by, action_id=action.pk, version=action.version, now=at)
