"""Values that the commands on what is passed on take, and their validation."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts import policy as accounts
from amity.accounts.models import Account
from amity.conversations.models import PassOn
from amity.people.models import Person
from amity.projects.models import Project
from amity.projects.queries import projects_seen_by
from amity.shared.actor import Actor
from amity.shared.errors import Invalid
from amity.shared.values import Text, flat, value_of

MOST_COLLEAGUES: Final = 20
MOST_TEXT: Final = 500


@dataclass(frozen=True, slots=True)
class PassOnFields:
    """Something a client contact said that colleagues need to know, and by when."""

    text: Annotated[str, Text(MOST_TEXT, needed=lazy("Enter what to pass on, in one sentence."))]
    stated_by_id: int | None = None
    project_id: int | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class RaiseFields:
    """Something the client needs to know. Without `contact_id` it is for the client as a whole."""

    text: Annotated[str, Text(500, needed=lazy("Enter what the client needs to know, in one sentence."))]
    contact_id: int | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class InformedFields:
    """How the client learned it, and who did."""

    how: Annotated[str, Text(120, needed=lazy("Enter how the client knows, for example call or email."))]
    contact_id: int | None = None


@dataclass(frozen=True, slots=True)
class KeepBackFields:
    """Why the client won't hear it."""

    because: Annotated[str, Text(300, needed=lazy("Enter the reason, in one sentence."))]


@dataclass(frozen=True, slots=True)
class NotForTeamFields:
    """Why no one on the team needs it."""

    because: Annotated[str, Text(300)] = ""


NO_REASON: Final = NotForTeamFields()


def image(passed: PassOn) -> dict[str, Any]:
    """Return something passed on as the audit log stores it."""
    shown = {"direction": passed.direction, "colleague_id": passed.colleague_id, "state": passed.state}
    return {**flat(value_of(passed, PassOnFields)), "contact_id": passed.contact_id, **shown}


def contact_at(account: Account, person: Person, contact_id: int | None, field: str) -> int | None:
    """Return the id of a contact of the account that the person can name, or None.

    Only those who record what the client wants can name contacts, because others don't see them.
    """
    if contact_id is None:
        return None
    known = may_name_contacts(person, account) and account.contacts.filter(pk=contact_id).exists()
    if not known:
        raise Invalid(_("Choose a contact at %(account)s.") % {"account": account.name}, field)
    return contact_id


def may_name_contacts(person: Person, account: Account) -> bool:
    """Return whether the person knows the contacts of an account."""
    return accounts.sees_whole(person, account) or bool(accounts.may_keep(person, account))


def project_at(account: Account, by: Actor, project_id: int | None) -> Project | None:
    """Return a project of the account that the actor can see, or None."""
    if project_id is None:
        return None
    project = projects_seen_by(by).filter(pk=project_id, account=account).first()
    if project is None:
        raise Invalid(_("Choose a project of this account."), "project_id")
    return project


def colleagues_chosen(ids: tuple[int, ...]) -> list[Person]:
    """Return the active colleagues with these ids, in their order."""
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        raise Invalid(_("Choose at least one colleague."), "colleague_ids")
    if len(wanted) > MOST_COLLEAGUES:
        raise Invalid(_("Choose up to %(most)s colleagues.") % {"most": MOST_COLLEAGUES}, "colleague_ids")
    found = Person.objects.filter(is_active=True).in_bulk(wanted)
    if len(found) < len(wanted):
        raise Invalid(_("Choose colleagues who still work here."), "colleague_ids")
    return [found[pk] for pk in wanted]
