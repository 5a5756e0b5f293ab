"""Accounts and contacts for machines: the rows and acts of their pages."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router
from pydantic import Field

from amity.accounts import commands, queries
from amity.accounts.commands.contacts import said_of
from amity.accounts.preferences import rest as preferences
from amity.api.door import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Code, Day, Id, Page, Said, Version, merged

router = Router(tags=["Accounts"])
router.add_router("", preferences.router)
SETUP = "setup:write"
Status = Literal["prospect", "active", "dormant", "closed"]
Name = Annotated[str, Field(min_length=1, max_length=200)]


class AccountShape(Answered):
    """A client organisation."""

    id: Id
    version: int
    name: str
    status: Status
    tier: str
    currency: str
    manager_id: Id | None
    director_id: Id | None
    opened_at: datetime


class AccountsAsked(Asked):
    """How the list of accounts is narrowed."""

    status: Status | None = None
    manager_id: Id | None = None


class NewAccount(Said):
    """An account to open, in the agency's currency unless one is given."""

    name: Name
    currency: Code | None = None
    tier: Literal["", "A", "B", "C"] = ""
    status: Status = "active"


class AccountEdit(Said):
    """What changes of an account; what is left out stays."""

    version: Version
    name: Name | None = None
    currency: Code | None = None
    tier: Literal["", "A", "B", "C"] | None = None


class AccountMove(Said):
    """The status an account goes to."""

    version: Version
    status: Status


@reads(router, "/accounts", Page[AccountShape])
def list_accounts(request: HttpRequest, asked: Query[AccountsAsked]) -> dict[str, Any]:
    """The accounts the caller may know of."""
    rows = queries.accounts_seen_by(asker(request)).select_related(None)
    return page(narrowed(rows, asked, "status", "manager_id"), asked, _account)


@reads(router, "/accounts/{int:account_id}", AccountShape)
def read_account(request: HttpRequest, account_id: Path[Id]) -> dict[str, Any]:
    """One account."""
    return _account(queries.account_seen_by(asker(request), account_id))


@writes(router, "POST", "/accounts", AccountShape, scope=SETUP, status=201)
def open_account(request: HttpRequest, said: NewAccount) -> dict[str, Any]:
    """Open an account. An account manager who opens one manages it."""
    values = {**said.model_dump(), "currency": said.currency or ""}
    return _account(commands.open_account(by=asker(request), now=timezone.now(), **values))


@writes(router, "PATCH", "/accounts/{int:account_id}", AccountShape, scope=SETUP)
def edit_account(request: HttpRequest, account_id: Path[Id], said: AccountEdit) -> dict[str, Any]:
    """Change an account's name, tier or currency."""
    by = asker(request)
    stands = queries.account_seen_by(by, account_id)
    changes = commands.AccountChanges(stands.name, stands.currency, stands.tier)
    changed = commands.edit_account(
        by=by, account_id=account_id, version=said.version, changes=merged(changes, said), now=timezone.now()
    )
    return _account(changed)


@writes(router, "POST", "/accounts/{int:account_id}/status", AccountShape, scope=SETUP)
def move_account(request: HttpRequest, account_id: Path[Id], said: AccountMove) -> dict[str, Any]:
    """Move an account to another status: start it, let it rest, close it, open it again."""
    moved = commands.move_account(
        by=asker(request), account_id=account_id, version=said.version, status=said.status, now=timezone.now()
    )
    return _account(moved)


class ContactShape(Answered):
    """One person at the client."""

    id: Id
    version: int
    account_id: Id
    name: str
    mail: str
    phone: str
    title: str
    roles: list[str]
    standing: str
    standing_evidence: str
    reports_to_id: Id | None
    channel: str
    cadence_days: int | None
    language: str
    is_active: bool


class ContactsAsked(Asked):
    """How the list of contacts is narrowed."""

    account_id: Id | None = None
    is_active: bool | None = None


class ContactSaid(Said):
    """What is said of a contact; in a change, what is left out stays."""

    mail: Annotated[str, Field(max_length=254)] = ""
    phone: Annotated[str, Field(max_length=60)] = ""
    title: Annotated[str, Field(max_length=120)] = ""
    roles: list[Annotated[str, Field(max_length=20)]] = []
    standing: Literal["", "backs_us", "neutral", "doubts", "prefers_another"] = ""
    standing_evidence: Annotated[str, Field(max_length=500)] = ""
    reports_to_id: Id | None = None
    channel: Literal["", "mail", "phone", "meeting", "message"] = ""
    cadence_days: Annotated[int, Field(ge=1, le=730)] | None = None
    language: Literal["", "en", "de", "fr"] = ""


class NewContact(ContactSaid):
    """A contact to add. Their mail address is theirs alone within the account."""

    account_id: Id
    name: Name


class ContactEdit(ContactSaid):
    """What changes of a contact."""

    version: Version
    name: Name | None = None


@reads(router, "/contacts", Page[ContactShape])
def list_contacts(request: HttpRequest, asked: Query[ContactsAsked]) -> dict[str, Any]:
    """The contacts of the accounts that the caller sees whole."""
    rows = queries.contacts_seen_by(asker(request))
    return page(narrowed(rows, asked, "account_id", "is_active"), asked, _contact)


@reads(router, "/contacts/{int:contact_id}", ContactShape)
def read_contact(request: HttpRequest, contact_id: Path[Id]) -> dict[str, Any]:
    """One contact."""
    return _contact(queries.contact_seen_by(asker(request), contact_id))


@writes(router, "POST", "/contacts", ContactShape, scope=SETUP, status=201)
def add_contact(request: HttpRequest, said: NewContact) -> dict[str, Any]:
    """Add a person at the client."""
    values = said.model_dump(exclude={"account_id"}) | {"roles": tuple(said.roles)}
    changes = commands.ContactChanges(**values)
    added = commands.add_contact(by=asker(request), account_id=said.account_id, changes=changes, now=timezone.now())
    return _contact(added)


@writes(router, "PATCH", "/contacts/{int:contact_id}", ContactShape, scope=SETUP)
def edit_contact(request: HttpRequest, contact_id: Path[Id], said: ContactEdit) -> dict[str, Any]:
    """Change what is said of a contact."""
    by = asker(request)
    changes = merged(said_of(queries.contact_seen_by(by, contact_id)), said)
    edited = commands.edit_contact(
        by=by, contact_id=contact_id, version=said.version, changes=changes, now=timezone.now()
    )
    return _contact(edited)


class ReadVersion(Said):
    """The version that was read."""

    version: Version


@writes(router, "POST", "/contacts/{int:contact_id}/retire", ContactShape, scope=SETUP)
def retire_contact(request: HttpRequest, contact_id: Path[Id], said: ReadVersion) -> dict[str, Any]:
    """Say that somebody is no longer there."""
    retired = commands.retire_contact(
        by=asker(request), contact_id=contact_id, version=said.version, now=timezone.now()
    )
    return _contact(retired)


class CoverShape(Answered):
    """Somebody stands in for the account manager, both days included."""

    id: Id
    version: int
    account_id: Id
    stand_in_id: Id
    starts_on: date
    ends_on: date
    note: str
    ended_at: datetime | None


class CoversAsked(Asked):
    """Whose covers."""

    account_id: Id


class NewCover(Said):
    """Who stands in, from when to when."""

    account_id: Id
    stand_in_id: Id
    starts_on: Day
    ends_on: Day
    note: Annotated[str, Field(max_length=500)] = ""


@reads(router, "/covers", Page[CoverShape])
def list_covers(request: HttpRequest, asked: Query[CoversAsked]) -> dict[str, Any]:
    """The covers of an account, those that are over too."""
    account = queries.account_seen_by(asker(request), asked.account_id)
    return page(queries.every_cover_of(account), asked, _cover)


@writes(router, "POST", "/covers", CoverShape, scope=SETUP, status=201)
def set_cover(request: HttpRequest, said: NewCover) -> dict[str, Any]:
    """Let somebody stand in for the account manager: rights and queues follow the days."""
    return _cover(commands.set_cover(by=asker(request), now=timezone.now(), **said.model_dump()))


@writes(router, "POST", "/covers/{int:cover_id}/end", CoverShape, scope=SETUP)
def end_cover(request: HttpRequest, cover_id: Path[Id], said: ReadVersion) -> dict[str, Any]:
    """End a cover now, or call it off."""
    return _cover(commands.end_cover(by=asker(request), cover_id=cover_id, version=said.version, now=timezone.now()))


def _cover(cover: Any) -> dict[str, Any]:
    names = [name for name in CoverShape.model_fields if name != "id"]
    return {"id": cover.pk, **{name: getattr(cover, name) for name in names}}


def _account(account: Any) -> dict[str, Any]:
    names = ("version", "name", "status", "tier", "currency", "manager_id", "director_id", "opened_at")
    return {"id": account.pk, **{name: getattr(account, name) for name in names}}


def _contact(contact: Any) -> dict[str, Any]:
    names = [name for name in ContactShape.model_fields if name != "id"]
    return {"id": contact.pk, **{name: getattr(contact, name) for name in names}}
