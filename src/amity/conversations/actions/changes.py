"""The value that the commands on actions take, and its validation."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.conversations.models import Action
from amity.conversations.passing.changes import contact_at, project_at
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.errors import Invalid
from amity.shared.values import Text, tidied, write


@dataclass(frozen=True, slots=True)
class ActionFields:
    """What will be done, by whom and by when. Its owner is a colleague or a contact, never both."""

    what: Annotated[str, Text(300, needed=lazy("Enter the action, in one sentence."))]
    owner_id: int | None = None
    contact_id: int | None = None
    due_on: date | None = None
    project_id: int | None = None


def put(action: Action, fields: ActionFields, by: Actor) -> None:
    """Copy the fields to the action. Raises `Invalid` for a wrong field. What didn't change isn't checked again."""
    clean = tidied(fields)
    if (clean.owner_id is None) == (clean.contact_id is None):
        raise Invalid(_("Choose one owner, on either side."), "owner_id")
    if clean.contact_id != action.contact_id:
        contact_at(action.account, person_of(by), clean.contact_id, "contact_id")
    if clean.owner_id not in (None, action.owner_id) and not _works_here(clean.owner_id):
        raise Invalid(_("Choose a colleague who still works here."), "owner_id")
    if clean.project_id != action.project_id:
        project_at(action.account, by, clean.project_id)
    write(clean, action)


def _works_here(person_id: int | None) -> bool:
    return person_id is not None and Person.objects.filter(pk=person_id, is_active=True).exists()
