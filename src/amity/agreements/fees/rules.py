"""Required fields of each fee model, the terms that can be combined (domain.md, "Money"), and what they are worth."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Final

from amity.shared.values import Decimals, Hours, Minor, OneOf, Text, Whole

UNKNOWN: Final = "unknown"
FIXED: Final = "fixed"
TIME: Final = "time_and_materials"
RETAINER: Final = "retainer"
PREPAID: Final = "prepaid"
NON_BILLABLE: Final = "non_billable"
FEE_MODELS: Final = (UNKNOWN, FIXED, TIME, RETAINER, PREPAID, NON_BILLABLE)
APPROVED: Final = "approved"
COUNTED: Final = ("all", "billable", APPROVED)
COMPLETION: Final = ("cost", "percent", "milestones")

NEEDS: Final[dict[str, tuple[str, ...]]] = {
    UNKNOWN: (),
    FIXED: ("fee",),
    TIME: (),
    RETAINER: ("fee",),
    PREPAID: ("fee", "bought_seconds"),
    NON_BILLABLE: (),
}
"""Fields required to calculate revenue for each fee model. A missing one is reported, not guessed."""

USES: Final[dict[str, frozenset[str]]] = {
    UNKNOWN: frozenset({"hourly_rate"}),
    FIXED: frozenset({"fee", "discount", "completion_basis", "hourly_rate", "included_seconds"}),
    TIME: frozenset({"cap", "discount", "hourly_rate"}),
    RETAINER: frozenset({
        "fee", "discount", "included_seconds", "included_units", "unit_price", "overage_rate", "counted",
        "hourly_rate",
    }),
    PREPAID: frozenset({"fee", "discount", "bought_seconds", "hourly_rate", "counted"}),
    NON_BILLABLE: frozenset(),
}  # fmt: skip
"""Fields that apply to each fee model. The others are cleared when fee terms are saved."""

MONEY: Final = ("fee", "discount", "cap", "hourly_rate", "overage_rate", "unit_price")
PRICING: Final = ("currency", "hourly_rate")
"""Terms that price time when it is logged. Time already logged keeps the rate stored with it."""


@dataclass(frozen=True, slots=True)
class AgreedTerms:
    """Agreed fee terms: amounts in minor units of `currency`, rates in major units, time in seconds.

    None means not agreed. `fee` is the whole fee (fixed), the monthly fee (retainer) or the block's price (prepaid).
    The fee and the `cap` are before the `discount`, which is on the total.
    """

    fee_model: Annotated[str, OneOf(FEE_MODELS)]
    currency: Annotated[str, Text(3, needed=True)]
    fee: Annotated[int | None, Minor()] = None
    discount: Annotated[int, Minor()] = 0
    cap: Annotated[int | None, Minor()] = None
    hourly_rate: Annotated[Decimal | None, Decimals(12, 4)] = None
    overage_rate: Annotated[Decimal | None, Decimals(12, 4)] = None
    included_seconds: Annotated[int | None, Hours()] = None
    included_units: Annotated[int | None, Whole()] = None
    unit_price: Annotated[int | None, Minor()] = None
    bought_seconds: Annotated[int | None, Hours()] = None
    counted: Annotated[str, OneOf(COUNTED)] = "all"
    completion_basis: Annotated[str, OneOf(COMPLETION)] = "cost"
    starts_on: date | None = None
    ends_on: date | None = None
    signed_on: date | None = None


def faults(terms: AgreedTerms) -> list[tuple[str, str]]:
    """Return what is wrong with terms beyond their limits, as pairs of field and code."""
    found = []
    if terms.discount and terms.fee is not None and terms.discount > terms.fee:
        found.append(("discount", "more_than_fee"))
    if terms.fee_model == TIME and terms.cap is not None and terms.discount > terms.cap:
        found.append(("discount", "more_than_cap"))
    if terms.starts_on and terms.ends_on and terms.ends_on < terms.starts_on:
        found.append(("ends_on", "before_start"))
    return found


def missing(terms: AgreedTerms) -> tuple[str, ...]:
    """Return the missing fields that the fee model needs for revenue."""
    return tuple(name for name in NEEDS[terms.fee_model] if getattr(terms, name) is None)


def changes_prices(before: AgreedTerms, after: AgreedTerms) -> bool:
    """Return whether time logged from now on is priced differently."""
    return any(getattr(before, name) != getattr(after, name) for name in PRICING)


CHANGED_BY_ORDERS = {FIXED: "fee", PREPAID: "fee", TIME: "cap"}
"""The amount of each fee model that signed change orders change. A retainer's fee is agreed by period."""


def with_orders(fee_model: str, fee: int | None, cap: int | None, price_change: int) -> tuple[int | None, int | None]:
    """Return fee and cap after signed change orders, in minor units."""
    moved = CHANGED_BY_ORDERS.get(fee_model)
    if moved == "fee" and fee is not None:
        return fee + price_change, cap
    return fee, cap + price_change if moved == "cap" and cap is not None else cap


def value(terms: AgreedTerms, prices: Collection[int | None], price_change: int = 0) -> int | None:
    """Return fees in minor units: the fee, a retainer's months, a cap, or else the sum of the lines' prices.

    The discount is on the total. `price_change` is the sum of signed orders' changes to an agreed amount; prices of
    lines include it already. None where it can't be calculated: a line without a price, or a retainer without an end
    date.
    """
    if terms.fee_model == NON_BILLABLE:
        return 0
    agreed = _agreed(terms)
    if agreed is not None:
        return agreed - terms.discount + price_change
    known = [price for price in prices if price is not None]
    if (terms.fee_model == RETAINER and terms.fee is not None) or not known or len(known) != len(prices):
        return None
    return sum(known) - terms.discount


def fee_change(before: int | None, after: int, first: date | None, last: date | None) -> int:
    """Return how a new monthly fee changes a retainer's value, in minor units. It is 0 without an end date."""
    months = _months(first, last)
    return 0 if months is None or before is None else (after - before) * max(months, 0)


def extension(fee: int | None, first: date | None, before: date | None, until: date | None) -> int:
    """Return how a new end date changes a retainer's value, in minor units. It is 0 where a date is unknown."""
    old, new = _months(first, before), _months(first, until)
    return 0 if fee is None or old is None or new is None else fee * (new - old)


def _agreed(terms: AgreedTerms) -> int | None:
    """Return the amount stated in an agreement, before discount: its fee, its monthly fees or its cap."""
    if terms.fee_model in (FIXED, PREPAID):
        return terms.fee
    if terms.fee_model == RETAINER and terms.fee is not None:
        months = _months(terms.starts_on, terms.ends_on)
        return None if months is None else months * terms.fee
    return terms.cap if terms.fee_model == TIME else None


def _months(first: date | None, last: date | None) -> int | None:
    """Return the number of months started between two dates, or None where a date is unknown."""
    if first is None or last is None:
        return None
    return (last.year - first.year) * 12 + last.month - first.month + (last.day >= first.day)
