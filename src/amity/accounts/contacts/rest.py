"""REST operations for contacts."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query
from pydantic import Field

from amity.accounts.contacts import commands, queries
from amity.accounts.contacts.commands import ContactChanges
from amity.accounts.erasure import commands as erasure
from amity.accounts.router import SETUP, ReadVersion, router
from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Body, Id, Page, Version, merged
from amity.shared.values import value_of

Roles = list[Annotated[str, Field(max_length=20)]]


class ContactShape(Answered, value=ContactChanges):
    """A contact at the client."""

    id: Id
    version: int
    account_id: Id
    is_active: bool


class ContactsAsked(Asked):
    """Filters for the list of contacts."""

    account_id: Id | None = None
    is_active: bool | None = None


class NewContact(Body, value=ContactChanges):
    """Request body: the contact to add. An email address can be used once per account."""

    account_id: Id
    roles: Roles = []


class ContactEdit(Body, value=ContactChanges, edits=True):
    """Request body: the fields of a contact to change. Omitted fields stay unchanged."""

    version: Version
    roles: Roles | None = None


@reads(router, "/contacts", Page[ContactShape])
def list_contacts(request: HttpRequest, asked: Query[ContactsAsked]) -> dict[str, Any]:
    """List the contacts of accounts to which the caller has full access."""
    rows = queries.contacts_seen_by(asker(request))
    return page(narrowed(rows, asked, "account_id", "is_active"), asked, ContactShape.of)


@reads(router, "/contacts/{int:contact_id}", ContactShape)
def read_contact(request: HttpRequest, contact_id: Path[Id]) -> dict[str, Any]:
    """Return one contact."""
    return ContactShape.of(queries.contact_seen_by(asker(request), contact_id))


@writes(router, "POST", "/contacts", ContactShape, scope=SETUP, status=201)
def add_contact(request: HttpRequest, body: NewContact) -> dict[str, Any]:
    """Add a contact to an account."""
    changes = body.as_value(ContactChanges)
    added = commands.add_contact(by=asker(request), account_id=body.account_id, changes=changes, now=timezone.now())
    return ContactShape.of(added)


@writes(router, "PATCH", "/contacts/{int:contact_id}", ContactShape, scope=SETUP)
def edit_contact(request: HttpRequest, contact_id: Path[Id], body: ContactEdit) -> dict[str, Any]:
    """Change a contact and return it."""
    by = asker(request)
    changes = merged(value_of(queries.contact_seen_by(by, contact_id), ContactChanges), body)
    edited = commands.edit_contact(
        by=by, contact_id=contact_id, version=body.version, changes=changes, now=timezone.now()
    )
    return ContactShape.of(edited)


@writes(router, "POST", "/contacts/{int:contact_id}/retire", ContactShape, scope=SETUP)
def retire_contact(request: HttpRequest, contact_id: Path[Id], body: ReadVersion) -> dict[str, Any]:
    """Mark a contact as no longer working at the client."""
    retired = commands.retire_contact(
        by=asker(request), contact_id=contact_id, version=body.version, now=timezone.now()
    )
    return ContactShape.of(retired)


@writes(router, "POST", "/contacts/{int:contact_id}/erase", ContactShape, scope=SETUP)
def erase_contact(request: HttpRequest, contact_id: Path[Id], body: ReadVersion) -> dict[str, Any]:
    """Erase who a contact was. It can't be undone."""
    erased = erasure.erase_contact(by=asker(request), contact_id=contact_id, version=body.version, now=timezone.now())
    return ContactShape.of(erased)
