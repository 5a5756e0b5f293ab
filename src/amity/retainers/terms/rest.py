"""REST operation for the terms of a retainer from a period."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path

from amity.api.auth import asker
from amity.api.operations import writes
from amity.api.shapes import Body, Id
from amity.retainers.periods.rest import RetainerWhole, whole
from amity.retainers.queries import retainer_seen_by
from amity.retainers.router import SETUP, PerUnit, router
from amity.retainers.terms import commands
from amity.retainers.terms.rules import PeriodTerms
from amity.shared.money import Rate


class NewPeriodTerms(Body, value=PeriodTerms):
    """Request body: terms from the period that contains `valid_from`.

    `included`, the monthly `fee` and `tier_above` are seconds, minor units or units. `cap` is in basis points of
    `included`, `expiry` in periods; null means no expiry, and no fee the agreement's. Rates are per hour or unit, in
    major units.
    Overage without a price is stored as written off (`over` is "given"). The user guide explains each field.
    """

    rate: PerUnit | None = None
    rate_above: PerUnit | None = None


@writes(router, "POST", "/retainers/{int:agreement_id}/terms", RetainerWhole, scope=SETUP, status=201)
def set_period_terms(request: HttpRequest, agreement_id: Path[Id], body: NewPeriodTerms) -> dict[str, Any]:
    """Set terms from a period; earlier periods stay unchanged. Returns 403 if the month is closed."""
    by = asker(request)
    currency = retainer_seen_by(by, agreement_id).currency
    terms = replace(
        body.as_value(PeriodTerms), rate=_rate(body.rate, currency), rate_above=_rate(body.rate_above, currency)
    )
    commands.agree_period_terms(by=by, agreement_id=agreement_id, terms=terms, now=timezone.now())
    return whole(request, agreement_id)


def _rate(per_unit: Decimal | None, currency: str) -> Rate | None:
    return None if per_unit is None else Rate(per_unit, currency)
