"""What an agreement is worth in fees, as signed and with the change orders signed since."""

from collections.abc import Collection
from datetime import date

from amity.agreements.rules.fees import FIXED, NON_BILLABLE, PREPAID, RETAINER, TIME, AgreedTerms

CHANGED_BY_ORDERS = {FIXED: "fee", PREPAID: "fee", TIME: "cap"}
"""Which amount of a fee model a signed change order moves. A retainer's fee is agreed period by period."""


def with_orders(fee_model: str, fee: int | None, cap: int | None, price_change: int) -> tuple[int | None, int | None]:
    """Fee and cap with what signed change orders made of them, in minor units."""
    moved = CHANGED_BY_ORDERS.get(fee_model)
    if moved == "fee" and fee is not None:
        return fee + price_change, cap
    return fee, cap + price_change if moved == "cap" and cap is not None else cap


def value(terms: AgreedTerms, prices: Collection[int | None], price_change: int = 0) -> int | None:
    """Return fees in minor units: the fee, a retainer's months, a cap, or else the sum of the lines' prices.

    The discount is on the whole. `price_change` is what signed orders added to an agreed amount; prices of lines
    include it already. None where it can't be calculated: a line without a price, a retainer without an end date.
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
    """What another monthly fee makes of a retainer's worth from a day to its end, in minor units; 0 without an end."""
    months = _months(first, last)
    return 0 if months is None or before is None else (after - before) * max(months, 0)


def extension(fee: int | None, first: date | None, before: date | None, until: date | None) -> int:
    """What another end makes of a retainer's worth at its monthly fee, in minor units; 0 where one is not known."""
    old, new = _months(first, before), _months(first, until)
    return 0 if fee is None or old is None or new is None else fee * (new - old)


def _agreed(terms: AgreedTerms) -> int | None:
    """Return the amount an agreement names itself, before discount: its fee, its months, its cap."""
    if terms.fee_model in (FIXED, PREPAID):
        return terms.fee
    if terms.fee_model == RETAINER and terms.fee is not None:
        months = _months(terms.starts_on, terms.ends_on)
        return None if months is None else months * terms.fee
    return terms.cap if terms.fee_model == TIME else None


def _months(first: date | None, last: date | None) -> int | None:
    """Months begun from one day to another; None where one is not known."""
    if first is None or last is None:
        return None
    return (last.year - first.year) * 12 + last.month - first.month + (last.day >= first.day)
