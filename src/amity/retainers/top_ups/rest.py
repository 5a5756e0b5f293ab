"""REST operations for top-ups. Each one returns the updated retainer."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import writes
from amity.api.shapes import Body, Day, Id
from amity.retainers.periods.rest import RetainerWhole, whole
from amity.retainers.router import SETUP, Quantity, router
from amity.retainers.top_ups import commands


class NewTopUp(Body):
    """Request body: the quantity bought in the retainer's unit, and its price in minor units."""

    quantity: Annotated[int, Field(ge=1, le=2**53)]
    price: Quantity
    valid_from: Day
    expires_on: Day | None = None
    note: Annotated[str, Field(max_length=200)] = ""


@writes(
    router, "POST", "/retainers/{int:agreement_id}/top-ups", RetainerWhole, scope=SETUP, status=201,
    beside={"amount": "quantity"},
)  # fmt: skip
def add_top_up(request: HttpRequest, agreement_id: Path[Id], body: NewTopUp) -> dict[str, Any]:
    """Record units bought in addition to those included. Returns 403 if the month it starts in is closed."""
    values = body.model_dump()
    values["amount"] = values.pop("quantity")
    commands.buy_top_up(by=asker(request), agreement_id=agreement_id, now=timezone.now(), **values)
    return whole(request, agreement_id)


@writes(router, "DELETE", "/retainers/{int:agreement_id}/top-ups/{int:top_up_id}", RetainerWhole, scope=SETUP)
def withdraw_top_up(request: HttpRequest, agreement_id: Path[Id], top_up_id: Path[Id]) -> dict[str, Any]:
    """Withdraw a top-up that was recorded by mistake. The audit log keeps it."""
    commands.take_back_top_up(by=asker(request), agreement_id=agreement_id, top_up_id=top_up_id, now=timezone.now())
    return whole(request, agreement_id)
