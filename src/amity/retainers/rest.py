"""Retainers and prepaid blocks for machines: every period, what was in it, used, rolled on, over, and left."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router
from pydantic import Field

from amity.api.door import asker
from amity.api.operations import reads, writes
from amity.api.paging import page
from amity.api.shapes import Amount, Answered, Asked, Day, Id, Page, Said, amount
from amity.retainers import commands, policy
from amity.retainers.queries.page import known_until
from amity.retainers.queries.seen import retainer_seen_by, retainers_seen_by
from amity.retainers.queries.standing import Standing, standing_of, standings
from amity.retainers.rules.reckoning import Period
from amity.shared.money import Money

router = Router(tags=["Retainers"])
SETUP = "setup:write"
QUANTITIES = ("included", "rolled_in", "bought", "used", "over", "rolled_on", "expired", "balance")
UNITS = {"hours": "seconds", "value": "minor", "pieces": "pieces", "access": "none"}


class PeriodShape(Answered):
    """A period of a retainer. Quantities are in `unit`; of a retainer by value they need the right to see fees.

    Of what was over, `given` was at no charge and the rest `billed`, at `price`.
    """

    starts_on: date
    ends_on: date
    open: bool
    unit: str
    included: int | None = None
    rolled_in: int | None = None
    bought: int | None = None
    used: int | None = None
    over: int | None = None
    rolled_on: int | None = None
    expired: int | None = None
    balance: int | None = None
    billed: int | None = None
    given: int | None = None
    price: Amount | None = None


class RetainerShape(Answered):
    """A retainer or prepaid block, by the number of its agreement, with the period that holds today."""

    agreement_id: Id
    account_id: Id | None
    title: str
    fee_model: str
    as_of: date
    period: PeriodShape | None


class RetainerWhole(RetainerShape):
    """The same with every period, oldest first."""

    periods: list[PeriodShape]


class RetainersAsked(Asked):
    """How the list of retainers is narrowed."""

    account_id: Id | None = None


class NewDelivery(Said):
    """Pieces handed over on a day."""

    delivered_on: Day
    pieces: Annotated[int, Field(ge=1, le=100_000)]
    what: Annotated[str, Field(max_length=200)] = ""


@reads(router, "/retainers", Page[RetainerShape])
def list_retainers(request: HttpRequest, asked: Query[RetainersAsked]) -> dict[str, Any]:
    """The retainers and blocks the caller sees."""
    by = asker(request)
    rows, as_of = retainers_seen_by(by), known_until(timezone.localdate())
    if asked.account_id:
        rows = rows.filter(account_id=asked.account_id)
    told = page(rows, asked, lambda one: {"agreement": one})
    reckoned = standings([one["agreement"] for one in told["items"]], as_of) if told["items"] else {}
    fee = policy.sees_fee(by)
    return told | {"items": [_shown(reckoned[one["agreement"].pk], as_of, fee) for one in told["items"]]}


@reads(router, "/retainers/{int:agreement_id}", RetainerWhole)
def read_retainer(request: HttpRequest, agreement_id: Path[Id]) -> dict[str, Any]:
    """One retainer or block with all its periods."""
    return _whole(request, agreement_id)


@writes(router, "POST", "/retainers/{int:agreement_id}/deliveries", RetainerWhole, scope=SETUP, status=201)
def count_delivery(request: HttpRequest, agreement_id: Path[Id], said: NewDelivery) -> dict[str, Any]:
    """Note that pieces were handed over; answers how the retainer stands then. 403 when the month is closed."""
    by = asker(request)
    commands.count_delivery(by=by, agreement_id=agreement_id, now=timezone.now(), **said.model_dump())
    return _whole(request, agreement_id)


def _whole(request: HttpRequest, agreement_id: int) -> dict[str, Any]:
    by, as_of = asker(request), known_until(timezone.localdate())
    standing, fee = standing_of(retainer_seen_by(by, agreement_id), as_of), policy.sees_fee(by)
    currency = standing.agreement.currency
    return _shown(standing, as_of, fee) | {"periods": [_period(one, currency, fee) for one in standing.periods]}


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
