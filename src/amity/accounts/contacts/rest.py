"""REST operations for contacts."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query
from pydantic import Field

from amity.accounts.contacts import commands, queries
from amity.accounts.contacts.commands import fields_of
from amity.accounts.router import SETUP, Name, ReadVersion, router
from amity.api.door import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Body, Id, Page, Version, merged


class ContactShape(Answered):
    """A contact at the client."""

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
    """Filters for the list of contacts."""

    account_id: Id | None = None
    is_active: bool | None = None


class ContactBody(Body):
    """Fields of a contact. In an edit, omitted fields stay unchanged."""

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


class NewContact(ContactBody):
    """Request body: the contact to add. An email address can be used once per account."""

    account_id: Id
    name: Name


class ContactEdit(ContactBody):
    """Request body: the fields of a contact to change."""

    version: Version
    name: Name | None = None


@reads(router, "/contacts", Page[ContactShape])
def list_contacts(request: HttpRequest, asked: Query[ContactsAsked]) -> dict[str, Any]:
    """List the contacts of accounts to which the caller has full access."""
    rows = queries.contacts_seen_by(asker(request))
    return page(narrowed(rows, asked, "account_id", "is_active"), asked, _contact)


@reads(router, "/contacts/{int:contact_id}", ContactShape)
def read_contact(request: HttpRequest, contact_id: Path[Id]) -> dict[str, Any]:
    """Return one contact."""
    return _contact(queries.contact_seen_by(asker(request), contact_id))


@writes(router, "POST", "/contacts", ContactShape, scope=SETUP, status=201)
def add_contact(request: HttpRequest, body: NewContact) -> dict[str, Any]:
    """Add a contact to an account."""
    values = body.model_dump(exclude={"account_id"}) | {"roles": tuple(body.roles)}
    changes = commands.ContactChanges(**values)
    added = commands.add_contact(by=asker(request), account_id=body.account_id, changes=changes, now=timezone.now())
    return _contact(added)


@writes(router, "PATCH", "/contacts/{int:contact_id}", ContactShape, scope=SETUP)
def edit_contact(request: HttpRequest, contact_id: Path[Id], body: ContactEdit) -> dict[str, Any]:
    """Change a contact and return it."""
    by = asker(request)
    changes = merged(fields_of(queries.contact_seen_by(by, contact_id)), body)
    edited = commands.edit_contact(
        by=by, contact_id=contact_id, version=body.version, changes=changes, now=timezone.now()
    )
    return _contact(edited)


@writes(router, "POST", "/contacts/{int:contact_id}/retire", ContactShape, scope=SETUP)
def retire_contact(request: HttpRequest, contact_id: Path[Id], body: ReadVersion) -> dict[str, Any]:
    """Mark a contact as no longer working at the client."""
    retired = commands.retire_contact(
        by=asker(request), contact_id=contact_id, version=body.version, now=timezone.now()
    )
    return _contact(retired)


def _contact(contact: Any) -> dict[str, Any]:
    names = [name for name in ContactShape.model_fields if name != "id"]
    return {"id": contact.pk, **{name: getattr(contact, name) for name in names}}
