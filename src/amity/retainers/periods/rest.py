"""REST operations for retainers and prepaid blocks, with their periods."""

from datetime import date
from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.api.auth import asker
from amity.api.operations import reads
from amity.api.paging import narrowed, page
from amity.api.shapes import Amount, Answered, Asked, Id, Page, amount
from amity.retainers import policy
from amity.retainers.periods.ledger_to_date import LedgerToDate, ledger_to_date, ledgers_to_date
from amity.retainers.periods.queries import known_until
from amity.retainers.periods.rules import Period
from amity.retainers.queries import retainer_seen_by, retainers_seen_by
from amity.retainers.router import router
from amity.retainers.terms.rules import in_force
from amity.shared.money import Money

QUANTITIES: Final = {
    "included": "included", "rolled_in": "rolled_in", "bought": "bought", "used": "used", "overage": "over",
    "rolled_over": "rolled_on", "expired": "expired", "balance": "balance",
}  # fmt: skip


UNITS: Final = {"hours": "seconds", "value": "minor", "units": "units", "access": "none"}


class PeriodShape(Answered):
    """A period of a retainer. Quantities are in `unit`; as amounts, they need the right to see fees.

    `overage` is split into `written_off` and `billed`, the part billed at `price`.
    """

    starts_on: date
    ends_on: date
    open: bool
    unit: str
    included: int | None = None
    rolled_in: int | None = None
    bought: int | None = None
    used: int | None = None
    overage: int | None = None
    rolled_over: int | None = None
    expired: int | None = None
    balance: int | None = None
    billed: int | None = None
    written_off: int | None = None
    price: Amount | None = None


class RetainerShape(Answered):
    """A retainer or prepaid block, identified by its agreement, with its current period."""

    agreement_id: Id
    account_id: Id | None
    title: str
    fee_model: str
    as_of: date
    period: PeriodShape | None


class TopUpShape(Answered):
    """Units bought in addition to those included. The price, and a quantity in money, need the right to see fees."""

    id: Id
    valid_from: date
    expires_on: date | None
    note: str
    quantity: int | None = None
    price: Amount | None = None


class RetainerWhole(RetainerShape):
    """A retainer or prepaid block with all its periods and top-ups, oldest first."""

    periods: list[PeriodShape]
    top_ups: list[TopUpShape]


class RetainersAsked(Asked):
    """Filters for the list of retainers."""

    account_id: Id | None = None


@reads(router, "/retainers", Page[RetainerShape])
def list_retainers(request: HttpRequest, asked: Query[RetainersAsked]) -> dict[str, Any]:
    """List the retainers and prepaid blocks the caller can see."""
    by = asker(request)
    rows, today = narrowed(retainers_seen_by(by), asked, "account_id"), timezone.localdate()
    as_of = known_until(today)
    answer = page(rows, asked, lambda one: {"agreement": one})
    listed = [one["agreement"] for one in answer["items"]]
    reckoned = ledgers_to_date(listed, as_of, today=today) if listed else {}
    fee = policy.sees_fee(by)
    return answer | {"items": [_shown(reckoned[one["agreement"].pk], as_of, fee) for one in answer["items"]]}


@reads(router, "/retainers/{int:agreement_id}", RetainerWhole)
def read_retainer(request: HttpRequest, agreement_id: Path[Id]) -> dict[str, Any]:
    """Return one retainer or prepaid block with all its periods."""
    return whole(request, agreement_id)


def whole(request: HttpRequest, agreement_id: int) -> dict[str, Any]:
    """Return one retainer with all its periods, as the caller can see it."""
    by, today = asker(request), timezone.localdate()
    as_of, fee = known_until(today), policy.sees_fee(by)
    ledger = ledger_to_date(retainer_seen_by(by, agreement_id), as_of, today=today)
    currency = ledger.agreement.currency
    return _shown(ledger, as_of, fee) | {
        "periods": [_period(one, currency, fee) for one in ledger.periods],
        "top_ups": [_top_up(one, ledger, fee) for one in ledger.agreement.top_ups.order_by("id")],
    }


def _shown(ledger: LedgerToDate, as_of: date, fee: bool) -> dict[str, Any]:
    one, last = ledger.agreement, ledger.periods[-1] if ledger.periods else None
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
    payload: dict[str, Any] = {
        "starts_on": period.span.starts_on, "ends_on": period.span.ends_on, "open": period.open, "unit": UNITS[kind],
    }  # fmt: skip
    if kind != "value" or fee:
        payload |= {name: getattr(period.row, source) for name, source in QUANTITIES.items()}
        payload |= {"billed": period.billed, "written_off": period.given}
    if fee:
        payload["price"] = amount(Money(period.price, currency))
    return payload


def _top_up(row: Any, ledger: LedgerToDate, fee: bool) -> dict[str, Any]:
    payload = {name: getattr(row, name) for name in ("id", "valid_from", "expires_on", "note")}
    kind = in_force(ledger.agreed, ledger.agreed.starts_on).kind if ledger.agreed else "hours"
    if fee or kind != "value":
        payload["quantity"] = row.amount
    return payload | ({"price": amount(Money(row.price, ledger.agreement.currency))} if fee else {})
