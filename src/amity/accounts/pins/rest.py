"""REST operations for the caller's pinned accounts."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.accounts.pins import commands, queries
from amity.accounts.queries import accounts_seen_by
from amity.accounts.router import SETUP, router
from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import page
from amity.api.shapes import Answered, Asked, Id, Page


class PinnedShape(Answered):
    """An account with its name."""

    id: Id
    name: str


@reads(router, "/pinned-accounts", Page[PinnedShape])
def list_pinned_accounts(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """List the accounts the caller pinned."""
    by = asker(request)
    return page(accounts_seen_by(by).filter(pk__in=queries.pinned_ids(by)), asked, PinnedShape.of)


@writes(router, "POST", "/accounts/{int:account_id}/pin", PinnedShape, scope=SETUP)
def pin_account(request: HttpRequest, account_id: Path[Id]) -> dict[str, Any]:
    """Pin an account for the caller: first in their navigation and in search."""
    return PinnedShape.of(commands.pin_account(by=asker(request), account_id=account_id, now=timezone.now()))


@writes(router, "POST", "/accounts/{int:account_id}/unpin", PinnedShape, scope=SETUP)
def unpin_account(request: HttpRequest, account_id: Path[Id]) -> dict[str, Any]:
    """Unpin an account for the caller."""
    return PinnedShape.of(commands.unpin_account(by=asker(request), account_id=account_id))
