"""REST operations for accounts."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.accounts import commands, queries
from amity.accounts.commands import AccountChanges
from amity.accounts.contacts import rest as contact_rest
from amity.accounts.covers import rest as cover_rest
from amity.accounts.pins import rest as pin_rest
from amity.accounts.preferences import rest as preferences
from amity.accounts.router import SETUP, router
from amity.accounts.timeline import rest as timeline_rest
from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Body, Code, Id, Page, Version, merged
from amity.people.queries import person_of
from amity.shared.values import value_of
from amity.waiting.queries import open_on
from amity.waiting.rest import WaitingList, to_payload

router.add_router("", preferences.router)

OPERATIONS = (contact_rest, cover_rest, pin_rest, timeline_rest)
"""The modules that add operations to the router when they are imported."""


Status = Literal["prospect", "active", "dormant", "closed"]


class AccountShape(Answered, value=AccountChanges):
    """A client account."""

    id: Id
    version: int
    status: Status
    manager_id: Id | None
    director_id: Id | None
    opened_at: datetime


class AccountsAsked(Asked):
    """Filters for the list of accounts."""

    status: Status | None = None
    manager_id: Id | None = None


class NewAccount(Body, value=AccountChanges):
    """Request body: the account to create. The currency defaults to the agency's."""

    currency: Code | None = None
    status: Status = "active"


class AccountEdit(Body, value=AccountChanges, edits=True):
    """Request body: the fields of an account to change. Omitted fields stay unchanged."""

    version: Version


class AccountMove(Body):
    """Request body: the new status of an account."""

    version: Version
    status: Status


@reads(router, "/accounts", Page[AccountShape])
def list_accounts(request: HttpRequest, asked: Query[AccountsAsked]) -> dict[str, Any]:
    """List the accounts the caller can see."""
    rows = queries.accounts_seen_by(asker(request)).select_related(None)
    return page(narrowed(rows, asked, "status", "manager_id"), asked, AccountShape.of)


@reads(router, "/accounts/{int:account_id}", AccountShape)
def read_account(request: HttpRequest, account_id: Path[Id]) -> dict[str, Any]:
    """Return one account."""
    return AccountShape.of(queries.account_seen_by(asker(request), account_id))


@reads(router, "/accounts/{int:account_id}/open", WaitingList)
def list_open_on_account(request: HttpRequest, account_id: Path[Id]) -> dict[str, Any]:
    """List what is open on an account, as its page *Open now* shows it. Each kind lists 50 at most."""
    by = asker(request)
    account = queries.account_seen_by(by, account_id)
    return to_payload(open_on(by, account_id, person_of(by).day_of(timezone.now()), account=account))


@writes(router, "POST", "/accounts", AccountShape, scope=SETUP, status=201)
def create_account(request: HttpRequest, body: NewAccount) -> dict[str, Any]:
    """Create an account. An account manager who creates one becomes its account manager."""
    values = {**body.model_dump(), "currency": body.currency or ""}
    return AccountShape.of(commands.open_account(by=asker(request), now=timezone.now(), **values))


@writes(router, "PATCH", "/accounts/{int:account_id}", AccountShape, scope=SETUP)
def edit_account(request: HttpRequest, account_id: Path[Id], body: AccountEdit) -> dict[str, Any]:
    """Change an account's name, tier or currency."""
    by = asker(request)
    changes = merged(value_of(queries.account_seen_by(by, account_id), AccountChanges), body)
    changed = commands.edit_account(
        by=by, account_id=account_id, version=body.version, changes=changes, now=timezone.now()
    )
    return AccountShape.of(changed)


@writes(router, "POST", "/accounts/{int:account_id}/status", AccountShape, scope=SETUP)
def change_account_status(request: HttpRequest, account_id: Path[Id], body: AccountMove) -> dict[str, Any]:
    """Change the status of an account: activate, pause, close or reopen it."""
    moved = commands.move_account(
        by=asker(request), account_id=account_id, version=body.version, status=body.status, now=timezone.now()
    )
    return AccountShape.of(moved)
