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
from amity.agreements.router import SETUP, Long, Whole, router
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


class NewFee(Body):
    """Request body: a retainer's new monthly fee in minor units, and the date from which it applies."""

    version: Version
    fee: Whole | None
    from_day: Day | None = None


@writes(router, "POST", "/agreements/{int:agreement_id}/new-fee", AgreementShape, scope=SETUP)
def set_new_fee(request: HttpRequest, agreement_id: Path[Id], body: NewFee) -> dict[str, Any]:
    """Set the new fee in a retainer's change order. Once signed, it applies to periods from that date."""
    by = asker(request)
    order = order_commands.set_new_fee(by=by, order_id=agreement_id, now=timezone.now(), **body.model_dump())
    return to_payload(order, by)
