"""Values that the commands on risks, blockers and client input take."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.models import Account, Contact
from amity.lines.models import Line
from amity.monitoring import rules
from amity.monitoring.models import ClientInput, RegisterEntry
from amity.people.models import Person
from amity.projects.models import Milestone, Project
from amity.shared.errors import Invalid
from amity.shared.values import OneOf, Text, Whole, tidied, write

PLACE = ("project_id", "account_id")
"""Fields for the project or account of an entry or an input, which doesn't change."""
SHORTLY = lazy("Enter a short description.")


@dataclass(frozen=True, slots=True)
class EntryFields:
    """The editable fields of an entry on a project or, without one, on an account. Effects are 0 to 5.

    With `raised_by_id`, a contact, the client raised it first.
    """

    title: Annotated[str, Text(200, needed=SHORTLY)]
    kind: Annotated[str, OneOf(rules.RAISED)] = rules.RISK
    project_id: int | None = None
    account_id: int | None = None
    side: Annotated[str, OneOf(rules.SIDES)] = rules.AGENCY
    detail: Annotated[str, Text(4000, lines=True)] = ""
    client_effect: Annotated[int, Whole(0, rules.MOST_EFFECT)] = 0
    agency_effect: Annotated[int, Whole(0, rules.MOST_EFFECT)] = 0
    waiting: Annotated[str, Text(120)] = ""
    waits_since: date | None = None
    raised_by_client: bool = False
    raised_by_id: int | None = None
    response: Annotated[str, Text(4000, lines=True)] = ""
    owner_id: int | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class EntryMove:
    """A change of an entry's status. For closing, `note` is the outcome, otherwise the action or reason."""

    state: Annotated[str, OneOf(rules.ENTRY_STATES)]
    note: Annotated[str, Text(4000, lines=True)] = ""


@dataclass(frozen=True, slots=True)
class InputFields:
    """The editable fields of a client input: what, from whom, by when, and the milestone or line it holds up.

    Without `asked_on`, the client hasn't been asked yet.
    """

    what: Annotated[str, Text(200, needed=SHORTLY)]
    due_on: date
    project_id: int | None = None
    account_id: int | None = None
    contact_id: int | None = None
    milestone_id: int | None = None
    line_id: int | None = None
    owner_id: int | None = None
    detail: Annotated[str, Text(4000, lines=True)] = ""
    asked_on: date | None = None


@dataclass(frozen=True, slots=True)
class InputMove:
    """A change of an input's status. `on` is the promised date, or the date it was received.

    A late one needs the `cause`. `moved_to` is the new date of the milestone it holds up.
    """

    state: Annotated[str, OneOf(rules.INPUT_STATES)]
    on: date | None = None
    cause: Annotated[str, Text(300)] = ""
    moved_to: date | None = None
    note: Annotated[str, Text(4000, lines=True)] = ""


@dataclass(frozen=True, slots=True)
class AskedFields:
    """When the client was asked."""

    asked_on: date


@dataclass(frozen=True, slots=True)
class ChaseFields:
    """A reminder: its date and channel, and the reply."""

    chased_on: date
    channel: Annotated[str, OneOf(rules.CHANNELS)]
    note: Annotated[str, Text(200)] = ""


def put_entry(entry: RegisterEntry, fields: EntryFields) -> None:
    """Copy the fields to the entry, which stays where it is. Raises `Invalid` at the wrong field."""
    if fields.kind == rules.CONFLICT:
        raise Invalid(_("Record a conflict on the expectation it is about."), "kind")
    clean = tidied(fields)
    if clean.kind == rules.ROADBLOCK and not clean.waiting:
        raise Invalid(_("Enter who is waiting."), "waiting")
    if clean.waits_since is not None and not clean.waiting:
        raise Invalid(_("Enter who has been waiting since then."), "waiting")
    check_owner(clean.owner_id)
    if (
        clean.raised_by_id is not None
        and not Contact.objects.filter(pk=clean.raised_by_id, account=entry.account_id).exists()
    ):
        raise Invalid(_("Choose a contact of this client."), "raised_by_id")
    clean = replace(clean, raised_by_client=clean.raised_by_client or clean.raised_by_id is not None)
    write(replace(clean, project_id=entry.project_id, account_id=entry.account_id), entry)
    entry.severity = rules.severity(clean.client_effect, clean.agency_effect)


def put_input(row: ClientInput, fields: InputFields, account: Account, project: Project | None, today: date) -> None:
    """Copy the fields to the input, which stays where it is. Raises `Invalid` at the wrong field."""
    clean = tidied(fields)
    check_past(clean.asked_on, "asked_on", today)
    if clean.contact_id is not None and not account.contacts.filter(pk=clean.contact_id).exists():
        raise Invalid(_("Choose a contact at %(account)s.") % {"account": account.name}, "contact_id")
    if clean.milestone_id is not None and not _milestones(project).filter(pk=clean.milestone_id).exists():
        raise Invalid(_("Choose a milestone of the project."), "milestone_id")
    if clean.line_id is not None and not Line.objects.filter(pk=clean.line_id, account=account).exists():
        raise Invalid(_("Choose a line of this account."), "line_id")
    check_owner(clean.owner_id)
    clean = replace(clean, asked_on=clean.asked_on or row.asked_on)
    write(replace(clean, project_id=row.project_id, account_id=row.account_id), row)


def check_past(day: date | None, field: str, today: date) -> None:
    """Refuse a date in the future."""
    if day is not None and day > today:
        raise Invalid(_("The date can’t be in the future."), field)


def check_owner(person_id: int | None) -> None:
    """Refuse someone who doesn't work here."""
    if person_id is not None and not Person.objects.filter(pk=person_id, is_active=True).exists():
        raise Invalid(_("Choose an active person."), "owner_id")


def _milestones(project: Project | None) -> Any:
    return project.milestones.all() if project else Milestone.objects.none()
