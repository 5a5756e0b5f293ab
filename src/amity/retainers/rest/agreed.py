"""What is agreed on a retainer, bought beside it and handed over; each answers how the retainer stands then."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path

from amity.api.door import asker
from amity.api.operations import writes
from amity.api.shapes import Id
from amity.retainers import commands
from amity.retainers.queries.seen import retainer_seen_by
from amity.retainers.rest.shapes import SETUP, NewDelivery, NewPeriodTerms, NewTopUp, RetainerWhole, router
from amity.retainers.rest.standing import whole
from amity.retainers.rules.terms import PeriodTerms
from amity.shared.money import Rate


@writes(router, "POST", "/retainers/{int:agreement_id}/terms", RetainerWhole, scope=SETUP, status=201)
def agree_period_terms(request: HttpRequest, agreement_id: Path[Id], said: NewPeriodTerms) -> dict[str, Any]:
    """Agree on terms from a period on; terms of earlier periods stay. 403 when the month is closed."""
    by, values = asker(request), said.model_dump()
    currency = retainer_seen_by(by, agreement_id).currency
    values |= {name: _rate(values[name], currency) for name in ("rate", "rate_above")}
    commands.agree_period_terms(by=by, agreement_id=agreement_id, terms=PeriodTerms(**values), now=timezone.now())
    return whole(request, agreement_id)


@writes(
    router, "POST", "/retainers/{int:agreement_id}/top-ups", RetainerWhole, scope=SETUP, status=201,
    beside={"amount": "quantity"},
)  # fmt: skip
def buy_top_up(request: HttpRequest, agreement_id: Path[Id], said: NewTopUp) -> dict[str, Any]:
    """Note what the client bought beside what is included. 403 when the month it begins in is closed."""
    values = said.model_dump()
    values["amount"] = values.pop("quantity")
    commands.buy_top_up(by=asker(request), agreement_id=agreement_id, now=timezone.now(), **values)
    return whole(request, agreement_id)


@writes(router, "DELETE", "/retainers/{int:agreement_id}/top-ups/{int:top_up_id}", RetainerWhole, scope=SETUP)
def take_back_top_up(request: HttpRequest, agreement_id: Path[Id], top_up_id: Path[Id]) -> dict[str, Any]:
    """Take back a top-up that was noted wrongly; the trail keeps it."""
    commands.take_back_top_up(by=asker(request), agreement_id=agreement_id, top_up_id=top_up_id, now=timezone.now())
    return whole(request, agreement_id)


@writes(router, "POST", "/retainers/{int:agreement_id}/deliveries", RetainerWhole, scope=SETUP, status=201)
def count_delivery(request: HttpRequest, agreement_id: Path[Id], said: NewDelivery) -> dict[str, Any]:
    """Note that pieces were handed over. 403 when the month is closed."""
    commands.count_delivery(by=asker(request), agreement_id=agreement_id, now=timezone.now(), **said.model_dump())
    return whole(request, agreement_id)


def _rate(per_unit: Decimal | None, currency: str) -> Rate | None:
    return None if per_unit is None else Rate(per_unit, currency)
