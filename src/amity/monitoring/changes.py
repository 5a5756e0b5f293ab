"""Values that the commands on risks, blockers and client input take."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.lines.models import Line
from amity.monitoring import rules
from amity.monitoring.models import ClientInput, RegisterEntry
from amity.people.models import Person
from amity.projects.models import Milestone, Project
from amity.shared.errors import Invalid
from amity.shared.texts import one_line
from amity.shared.values import value_of, write


@dataclass(frozen=True, slots=True)
class EntryFields:
    """An entry as someone wants it kept, on a project or, without one, on an account. Effects are 0 to 5."""

    title: str
    kind: str = rules.RISK
    project_id: int | None = None
    account_id: int | None = None
    side: str = rules.AGENCY
    detail: str = ""
    client_effect: int = 0
    agency_effect: int = 0
    waiting: str = ""
    waits_since: date | None = None
    raised_by_client: bool = False
    response: str = ""
    owner_id: int | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class EntryMove:
    """A change of an entry's status. For closing, `note` is the outcome, otherwise the action or reason."""

    state: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class InputFields:
    """What we need, from whom, by when, and what it holds up: a milestone or a line, or nothing named."""

    what: str
    due_on: date
    project_id: int | None = None
    account_id: int | None = None
    contact_id: int | None = None
    milestone_id: int | None = None
    line_id: int | None = None
    owner_id: int | None = None
    detail: str = ""
    asked_on: date | None = None


@dataclass(frozen=True, slots=True)
class InputMove:
    """How an input stands from now on. `on` is the day promised, or the day it came in.

    A late one names the `cause`; `moved_to` is the day to which what it holds up goes.
    """

    state: str
    on: date | None = None
    cause: str = ""
    moved_to: date | None = None
    note: str = ""


def fields_of_entry(entry: RegisterEntry) -> EntryFields:
    """Return the current fields of an entry."""
    return value_of(entry, EntryFields)


def fields_of_input(one: ClientInput) -> InputFields:
    """Return the current fields of a client input."""
    return value_of(one, InputFields)


def image(fields: EntryFields | InputFields) -> Mapping[str, Any]:
    """An entry or an input as the audit log keeps it."""
    return asdict(fields)


def put_entry(entry: RegisterEntry, fields: EntryFields) -> None:
    """Write what was said onto the entry. Its place stays. Raises `Invalid` beside the field that is wrong."""
    if fields.kind == rules.CONFLICT:
        raise Invalid(_("Record a conflict on the expectation it is about."), "kind")
    entry.title = _sentence(fields.title, "title")
    for name, offered in (("kind", rules.KINDS), ("side", rules.SIDES)):
        if getattr(fields, name) not in offered:
            raise Invalid(_("Choose from the list."), name)
    for name in ("client_effect", "agency_effect"):
        if not 0 <= getattr(fields, name) <= rules.MOST_EFFECT:
            raise Invalid(_("Enter 0 to 5."), name)
    waiting = one_line(fields.waiting, 120, "waiting")
    if fields.kind == rules.ROADBLOCK and not waiting:
        raise Invalid(_("Enter who is waiting."), "waiting")
    if fields.waits_since is not None and not waiting:
        raise Invalid(_("Enter who has been waiting since then."), "waiting")
    check_owner(fields.owner_id)
    kept = replace(
        fields, title=entry.title, waiting=waiting, detail=fields.detail.strip(), response=fields.response.strip()
    )
    write(replace(kept, project_id=entry.project_id, account_id=entry.account_id), entry)
    entry.severity = rules.severity(fields.client_effect, fields.agency_effect)


def put_input(one: ClientInput, fields: InputFields, account: Account, project: Project | None) -> None:
    """Write what was said onto the input. Raises `Invalid` beside the field that is wrong."""
    one.what, one.detail, one.due_on = _sentence(fields.what, "what"), fields.detail.strip(), fields.due_on
    if fields.contact_id is not None and not account.contacts.filter(pk=fields.contact_id).exists():
        raise Invalid(_("Choose a contact at %(account)s.") % {"account": account.name}, "contact_id")
    if fields.milestone_id is not None and not _milestones(project).filter(pk=fields.milestone_id).exists():
        raise Invalid(_("Choose a milestone of the project."), "milestone_id")
    if fields.line_id is not None and not Line.objects.filter(pk=fields.line_id, account=account).exists():
        raise Invalid(_("Choose a line of this account."), "line_id")
    check_owner(fields.owner_id)
    one.contact_id, one.milestone_id, one.line_id = fields.contact_id, fields.milestone_id, fields.line_id
    one.owner_id = fields.owner_id
    one.asked_on = fields.asked_on or one.asked_on


def check_owner(person_id: int | None) -> None:
    """Refuse someone who does not work here."""
    if person_id is not None and not Person.objects.filter(pk=person_id, is_active=True).exists():
        raise Invalid(_("Choose an active person."), "owner_id")


def _milestones(project: Project | None) -> Any:
    return project.milestones.all() if project else Milestone.objects.none()


def _sentence(text: str, field: str) -> str:
    said = one_line(text, 200, field)
    if not said:
        raise Invalid(_("Enter a short description."), field)
    return said
