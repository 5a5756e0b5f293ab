"""REST operations for work that starts before the signature."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.shapes import Answered, Body, Id, Version
from amity.people.queries import person_of
from amity.scope.early_start import commands, queries
from amity.scope.early_start.fields import EarlyStartFields
from amity.scope.requests.queries import request_seen_by
from amity.scope.router import SETUP, router
from amity.shared.actor import Actor
from amity.shared.permission import MoneyRight

if TYPE_CHECKING:
    from amity.scope.models import Request


class AmountAtRisk(Answered):
    """Value at the rate card, in minor units of a currency."""

    standard: int
    currency: str


class RiskShape(Answered):
    """Work that waits for a signed change order, and the time logged before it.

    `seconds` and `amounts` are null without the right to see them. `started_by` is null until someone lets work start.
    """

    request_id: Id
    order_id: Id | None
    waits: bool
    started_by: str | None
    started_at: datetime | None
    reason: str | None
    seconds: int | None
    amounts: list[AmountAtRisk] | None


class EarlyStart(Body, value=EarlyStartFields):
    """Request body: why work has to start before the client signs."""

    version: Version


@reads(router, "/requests/{int:request_id}/early-start", RiskShape)
def read_early_start(request: HttpRequest, request_id: Path[Id]) -> dict[str, Any]:
    """Return whether the work of a request waits for a signature, and the time and money at risk."""
    by = asker(request)
    return _shown(by, request_seen_by(by, request_id))


@writes(router, "POST", "/requests/{int:request_id}/early-start", RiskShape, scope=SETUP, status=201)
def let_work_start(request: HttpRequest, request_id: Path[Id], body: EarlyStart) -> dict[str, Any]:
    """Let work on a request start before its change order is signed, with the reason."""
    by = asker(request)
    commands.let_work_start(
        by=by, request_id=request_id, version=body.version, fields=body.as_value(EarlyStartFields), now=timezone.now()
    )
    return _shown(by, request_seen_by(by, request_id))


def _shown(by: Actor, row: "Request") -> dict[str, Any]:
    started, found, right = queries.early_start_of(row), queries.at_risk(row), person_of(by).money_right
    amounts = [{"standard": amount, "currency": currency} for currency, amount in (found.standard or {}).items()]
    return {
        "request_id": row.pk, "order_id": row.order_id, "waits": queries.waits_for_signature(row),
        "started_by": started.by_label if started else None, "started_at": started.at if started else None,
        "reason": started.reason if started else None,
        "seconds": found.seconds if right >= MoneyRight.HOURS else None,
        "amounts": amounts if right >= MoneyRight.FEE else None,
    }  # fmt: skip
