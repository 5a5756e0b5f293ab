"""REST operation for delivered units."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import writes
from amity.api.shapes import Body, Day, Id
from amity.retainers.deliveries import commands
from amity.retainers.periods.rest import RetainerWhole, whole
from amity.retainers.router import SETUP, router


class NewDelivery(Body):
    """Request body: the number of units delivered on a date."""

    delivered_on: Day
    units: Annotated[int, Field(ge=1, le=commands.MOST_UNITS)]
    what: Annotated[str, Field(max_length=200)] = ""


@writes(router, "POST", "/retainers/{int:agreement_id}/deliveries", RetainerWhole, scope=SETUP, status=201)
def record_delivery(request: HttpRequest, agreement_id: Path[Id], body: NewDelivery) -> dict[str, Any]:
    """Record delivered units and return the retainer. Returns 403 if the month is closed."""
    commands.count_delivery(
        by=asker(request), agreement_id=agreement_id, delivered_on=body.delivered_on, units=body.units,
        what=body.what, now=timezone.now(),
    )  # fmt: skip
    return whole(request, agreement_id)
