"""Values that the commands on risks, blockers and client input take."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
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


@dataclass(frozen=True, slots=True)
class EntrySaid:
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
class InputSaid:
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


def said_of_entry(entry: RegisterEntry) -> EntrySaid:
    """Return the current fields of an entry."""
    return EntrySaid(**{one.name: getattr(entry, one.name) for one in fields(EntrySaid)})


def said_of_input(one: ClientInput) -> InputSaid:
    """Return the current fields of a client input."""
    return InputSaid(**{field.name: getattr(one, field.name) for field in fields(InputSaid)})


def image(said: EntrySaid | InputSaid) -> Mapping[str, Any]:
    """An entry or an input as the audit log keeps it."""
    return asdict(said)


def put_entry(entry: RegisterEntry, said: EntrySaid) -> None:
    """Write what was said onto the entry. Its place stays. Raises `Invalid` beside the field that is wrong."""
    if said.kind == rules.CONFLICT:
        raise Invalid(_("Record a conflict on the expectation it is about."), "kind")
    entry.title = _sentence(said.title, "title")
    for name, offered in (("kind", rules.KINDS), ("side", rules.SIDES)):
        if getattr(said, name) not in offered:
            raise Invalid(_("Choose from the list."), name)
    for name in ("client_effect", "agency_effect"):
        if not 0 <= getattr(said, name) <= rules.MOST_EFFECT:
            raise Invalid(_("Enter 0 to 5."), name)
    waiting = one_line(said.waiting, 120, "waiting")
    if said.kind == rules.ROADBLOCK and not waiting:
        raise Invalid(_("Enter who is waiting."), "waiting")
    if said.waits_since is not None and not waiting:
        raise Invalid(_("Enter who has been waiting since then."), "waiting")
    check_owner(said.owner_id)
    kept = replace(said, title=entry.title, waiting=waiting, detail=said.detail.strip(), response=said.response.strip())
    for one in fields(EntrySaid):
        if one.name not in ("project_id", "account_id"):
            setattr(entry, one.name, getattr(kept, one.name))
    entry.severity = rules.severity(said.client_effect, said.agency_effect)


def put_input(one: ClientInput, said: InputSaid, account: Account, project: Project | None) -> None:
    """Write what was said onto the input. Raises `Invalid` beside the field that is wrong."""
    one.what, one.detail, one.due_on = _sentence(said.what, "what"), said.detail.strip(), said.due_on
    if said.contact_id is not None and not account.contacts.filter(pk=said.contact_id).exists():
        raise Invalid(_("Choose a contact at %(account)s.") % {"account": account.name}, "contact_id")
    if said.milestone_id is not None and not _milestones(project).filter(pk=said.milestone_id).exists():
        raise Invalid(_("Choose a milestone of the project."), "milestone_id")
    if said.line_id is not None and not Line.objects.filter(pk=said.line_id, account=account).exists():
        raise Invalid(_("Choose a line of this account."), "line_id")
    check_owner(said.owner_id)
    one.contact_id, one.milestone_id, one.line_id = said.contact_id, said.milestone_id, said.line_id
    one.owner_id = said.owner_id
    one.asked_on = said.asked_on or one.asked_on


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
