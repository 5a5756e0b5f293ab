"""REST operations for change orders."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path
from pydantic import Field

from amity.agreements import queries
from amity.agreements.drafts import commands as draft_commands
from amity.agreements.listing import AgreementShape, to_payload
from amity.agreements.orders import commands as order_commands
from amity.agreements.orders.commands import ChangedTerms
from amity.agreements.orders.rules import Monthly
from amity.agreements.router import SETUP, Long, router
from amity.api.auth import asker
from amity.api.operations import writes
from amity.api.shapes import Body, Day, Id, Version


class NewOrder(Body):
    """Request body: the change order to draft."""

    title: Annotated[str, Field(min_length=1, max_length=200)]
    number: Annotated[str, Field(max_length=40)] = ""
    reason: Long = ""


@writes(router, "POST", "/agreements/{int:agreement_id}/orders", AgreementShape, scope=SETUP, status=201)
def draft_order(request: HttpRequest, agreement_id: Path[Id], body: NewOrder) -> dict[str, Any]:
    """Draft a change order of a signed agreement. The agreement itself stays unchanged."""
    by = asker(request)
    order = draft_commands.draft_order(by=by, agreement_id=agreement_id, now=timezone.now(), **body.model_dump())
    return to_payload(order, by)


class NewChange(Body, value=ChangedTerms):
    """Request body: a change to one line. A new line needs a number and a title, an existing one its `line_id`."""


@writes(router, "POST", "/agreements/{int:agreement_id}/changes", AgreementShape, scope=SETUP)
def add_order_change(request: HttpRequest, agreement_id: Path[Id], body: NewChange) -> dict[str, Any]:
    """Add a change of a line to a change order, and return the order."""
    by = asker(request)
    change = body.as_value(ChangedTerms)
    order_commands.put_change(by=by, order_id=agreement_id, change=change, now=timezone.now())
    return to_payload(queries.agreement_seen_by(by, agreement_id), by)


class NewMonthly(Body, value=Monthly):
    """Request body: a retainer's new monthly fee in minor units, what a month includes, and from which date."""

    version: Version
    from_day: Day | None = None


@writes(router, "POST", "/agreements/{int:agreement_id}/new-monthly", AgreementShape, scope=SETUP)
def set_new_monthly(request: HttpRequest, agreement_id: Path[Id], body: NewMonthly) -> dict[str, Any]:
    """Set the fee, hours or units of a retainer's months in a change order. Signed, they apply from that date."""
    by = asker(request)
    order = order_commands.set_new_monthly(
        by=by, order_id=agreement_id, version=body.version, new=body.as_value(Monthly), from_day=body.from_day,
        now=timezone.now(),
    )  # fmt: skip
    return to_payload(order, by)
