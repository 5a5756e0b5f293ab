"""REST operations for what the client sees of a retainer."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.shapes import Answered, Body, Id, merged
from amity.retainers.client_balance import commands, queries
from amity.retainers.client_balance.rules import BalanceFields
from amity.retainers.router import SETUP, router
from amity.shared.values import value_of


class ClientBalanceShape(Answered, value=BalanceFields):
    """Which balance of a retainer the client sees, and under which name. `version` is 0 before it is set."""

    agreement_id: Id
    version: int


class ClientBalanceEdit(Body, value=BalanceFields, edits=True):
    """Request body: what to change. Omitted fields stay unchanged."""

    version: int


@reads(router, "/retainers/{int:agreement_id}/client-balance", ClientBalanceShape)
def read_client_balance(request: HttpRequest, agreement_id: Path[Id]) -> dict[str, Any]:
    """Return what the client sees of a retainer."""
    return ClientBalanceShape.of(queries.balance_of(asker(request), agreement_id))


@writes(router, "PATCH", "/retainers/{int:agreement_id}/client-balance", ClientBalanceShape, scope=SETUP)
def edit_client_balance(request: HttpRequest, agreement_id: Path[Id], body: ClientBalanceEdit) -> dict[str, Any]:
    """Show the balance of a retainer to its client, or hide it."""
    by = asker(request)
    fields = merged(value_of(queries.balance_of(by, agreement_id), BalanceFields), body)
    row = commands.set_client_balance(
        by=by, agreement_id=agreement_id, version=body.version, fields=fields, now=timezone.now()
    )
    return ClientBalanceShape.of(row)
