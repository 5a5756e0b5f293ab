"""REST operation for the terms of a retainer from a period."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path
from pydantic import Field

from amity.api.door import asker
from amity.api.operations import writes
from amity.api.shapes import Body, Day, Id
from amity.retainers.periods.rest import RetainerWhole, whole
from amity.retainers.queries import retainer_seen_by
from amity.retainers.router import SETUP, PerUnit, Quantity, router
from amity.retainers.terms import commands
from amity.retainers.terms.rules import PeriodTerms
from amity.shared.money import Rate


class NewPeriodTerms(Body):
    """Request body: terms from the period that contains `valid_from`.

    Rates are per hour or unit, in major units. The user guide explains each field.
    """

    valid_from: Day
    kind: Literal["hours", "value", "pieces", "access"] = "hours"
    included: Quantity | None = None
    rollover: Literal["none", "surplus", "deficit", "both"] = "none"
    cap: Annotated[int, Field(ge=0, le=100_000, description="In basis points of the included quantity.")] | None = None
    expiry: Annotated[int, Field(ge=0, le=120, description="In periods; null means no expiry.")] | None = 1
    counted: Literal["all", "billable", "approved"] = "all"
    fee: Annotated[Quantity, Field(description="Monthly, in minor units; null keeps the agreement's fee.")] | None = (
        None
    )
    rate: PerUnit | None = None
    tier_above: Quantity | None = None
    rate_above: PerUnit | None = None
    over: Literal["billed", "given"] = "billed"
    period_months: Literal[1, 3] = 1


@writes(router, "POST", "/retainers/{int:agreement_id}/terms", RetainerWhole, scope=SETUP, status=201)
def set_period_terms(request: HttpRequest, agreement_id: Path[Id], body: NewPeriodTerms) -> dict[str, Any]:
    """Set terms from a period; earlier periods stay unchanged. Returns 403 if the month is closed."""
    by, values = asker(request), body.model_dump()
    currency = retainer_seen_by(by, agreement_id).currency
    values |= {name: _rate(values[name], currency) for name in ("rate", "rate_above")}
    commands.agree_period_terms(by=by, agreement_id=agreement_id, terms=PeriodTerms(**values), now=timezone.now())
    return whole(request, agreement_id)


def _rate(per_unit: Decimal | None, currency: str) -> Rate | None:
    return None if per_unit is None else Rate(per_unit, currency)
