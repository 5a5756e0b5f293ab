"""How retainers and prepaid blocks stand: every period, what was in it, used, rolled on, over, and left."""

from datetime import date
from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.api.door import asker
from amity.api.operations import reads
from amity.api.paging import narrowed, page
from amity.api.shapes import Id, Page, amount
from amity.retainers import policy
from amity.retainers.queries.page import known_until
from amity.retainers.queries.seen import retainer_seen_by, retainers_seen_by
from amity.retainers.queries.standing import Standing, standing_of, standings
from amity.retainers.rest.shapes import RetainersAsked, RetainerShape, RetainerWhole, router
from amity.retainers.rules.reckoning import Period
from amity.retainers.rules.terms import in_force
from amity.shared.money import Money

QUANTITIES: Final = ("included", "rolled_in", "bought", "used", "over", "rolled_on", "expired", "balance")
UNITS: Final = {"hours": "seconds", "value": "minor", "pieces": "pieces", "access": "none"}


@reads(router, "/retainers", Page[RetainerShape])
def list_retainers(request: HttpRequest, asked: Query[RetainersAsked]) -> dict[str, Any]:
    """The retainers and blocks the caller sees."""
    by = asker(request)
    rows, as_of = narrowed(retainers_seen_by(by), asked, "account_id"), known_until(timezone.localdate())
    told = page(rows, asked, lambda one: {"agreement": one})
    reckoned = standings([one["agreement"] for one in told["items"]], as_of) if told["items"] else {}
    fee = policy.sees_fee(by)
    return told | {"items": [_shown(reckoned[one["agreement"].pk], as_of, fee) for one in told["items"]]}


@reads(router, "/retainers/{int:agreement_id}", RetainerWhole)
def read_retainer(request: HttpRequest, agreement_id: Path[Id]) -> dict[str, Any]:
    """One retainer or block with all its periods."""
    return whole(request, agreement_id)


def whole(request: HttpRequest, agreement_id: int) -> dict[str, Any]:
    """One retainer with all its periods, as the caller may see it."""
    by, as_of = asker(request), known_until(timezone.localdate())
    standing, fee = standing_of(retainer_seen_by(by, agreement_id), as_of), policy.sees_fee(by)
    currency = standing.agreement.currency
    return _shown(standing, as_of, fee) | {
        "periods": [_period(one, currency, fee) for one in standing.periods],
        "top_ups": [_top_up(one, standing, fee) for one in standing.agreement.top_ups.order_by("id")],
    }


def _shown(standing: Standing, as_of: date, fee: bool) -> dict[str, Any]:
    one, last = standing.agreement, standing.periods[-1] if standing.periods else None
    return {
        "agreement_id": one.pk,
        "account_id": one.account_id,
        "title": one.title,
        "fee_model": one.fee_model,
        "as_of": as_of,
        "period": _period(last, one.currency, fee) if last else None,
    }


def _period(period: Period, currency: str, fee: bool) -> dict[str, Any]:
    kind = period.terms.kind
    told: dict[str, Any] = {
        "starts_on": period.span.starts_on, "ends_on": period.span.ends_on, "open": period.open, "unit": UNITS[kind],
    }  # fmt: skip
    if kind != "value" or fee:
        told |= {name: getattr(period.row, name) for name in QUANTITIES}
        told |= {"billed": period.billed, "given": period.given}
    if fee:
        told["price"] = amount(Money(period.price, currency))
    return told


def _top_up(row: Any, standing: Standing, fee: bool) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("id", "valid_from", "expires_on", "note")}
    kind = in_force(standing.agreed, standing.agreed.starts_on).kind if standing.agreed else "hours"
    if fee or kind != "value":
        told["quantity"] = row.amount
    return told | ({"price": amount(Money(row.price, standing.agreement.currency))} if fee else {})
