"""Pure rules for fitting lines to a budget (product.md, J1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from amity.briefs.estimate.rules import Work, price_of
from amity.shared.money import decimals

QUARTER = 900
"""Fitted hours are whole quarters."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """The work that fits, its price, and the rest of the budget, in minor units. The price never exceeds the budget."""

    works: tuple[Work, ...]
    price: int
    left: int


@dataclass(frozen=True, slots=True)
class Extra:
    """Hours of one discipline that an amount would buy alone."""

    discipline: int
    seconds: int
    price: int


def fitted(works: Sequence[Work], budget: int, currency: str, fixed: int = 0) -> Fitted:
    """Scale the lines evenly, in quarters of an hour, so that they just fit a budget.

    `fixed` is the sum of lines with a fixed price, which comes off first. Work without a rate is left out, because its
    price is unknown. Quarters lost by rounding go back to the work that lost most, as long as they fit.
    """
    priced = [work for work in works if work.rate is not None and work.rate > 0 and work.seconds > 0]
    whole = sum((_exact(work, currency) for work in priced), Decimal(0))
    room = budget - fixed
    if room <= 0 or whole <= 0:
        return Fitted((), fixed, budget - fixed)
    exact = [Decimal(work.seconds) * room / whole for work in priced]
    scaled = [
        replace(work, seconds=int(seconds) // QUARTER * QUARTER) for work, seconds in zip(priced, exact, strict=True)
    ]
    left = room - sum(_price(work, currency) for work in scaled)
    while left < 0:  # many amounts rounded up can exceed those rounded down
        most = max(range(len(scaled)), key=lambda at: scaled[at].seconds)
        left += _change(scaled, most, -QUARTER, currency)
    for at in sorted(range(len(scaled)), key=lambda at: scaled[at].seconds - exact[at]):
        more = replace(scaled[at], seconds=scaled[at].seconds + QUARTER)
        extra = _price(more, currency) - _price(scaled[at], currency)
        if extra <= left:
            scaled[at], left = more, left - extra
    return Fitted(tuple(scaled), budget - left, left)


def extras(amount: int, rates: Mapping[int, Decimal], currency: str) -> list[Extra]:
    """Return what an amount buys of each discipline alone, in quarters of an hour, without those it buys none of."""
    found = []
    for discipline, rate in rates.items():
        if rate <= 0 or amount <= 0:
            continue
        quarter = rate.scaleb(decimals(currency)) * QUARTER / 3600
        quarters = int((amount + Decimal("0.5")) / quarter)  # what rounds down to the amount still fits
        while quarters and price_of(quarters * QUARTER, rate, currency) > amount:
            quarters -= 1
        if quarters:
            found.append(Extra(discipline, quarters * QUARTER, price_of(quarters * QUARTER, rate, currency)))
    return found


def _exact(work: Work, currency: str) -> Decimal:
    """Return the price in minor units before rounding, because rounded small amounts would multiply."""
    return work.seconds * (work.rate or Decimal(0)).scaleb(decimals(currency)) / 3600


def _price(work: Work, currency: str) -> int:
    assert work.rate is not None  # noqa: S101 - only priced work comes here
    return price_of(work.seconds, work.rate, currency)


def _change(scaled: list[Work], at: int, by: int, currency: str) -> int:
    """Change the seconds of one work item in place, and return the amount that frees."""
    before = _price(scaled[at], currency)
    scaled[at] = replace(scaled[at], seconds=max(0, scaled[at].seconds + by))
    return before - _price(scaled[at], currency)
