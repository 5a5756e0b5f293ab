"""The ledger of a prepaid block: nothing is included, the block is bought once, and more can be bought."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from amity.retainers.terms.rules import Agreed, Counted, PeriodTerms, TopUp

BLOCK: Final = -1
"""The key of the block itself among its top-ups."""


def block(
    *, currency: str, starts_on: date, bought: int, price: int, counted: Counted, top_ups: Iterable[TopUp] = ()
) -> Agreed:
    """Return a prepaid block and its top-ups. Overuse is owed, and deducted from what is bought next."""
    own = (TopUp(BLOCK, bought, price, starts_on),) if bought > 0 else ()
    terms = PeriodTerms(starts_on, "hours", 0, "deficit", cap=None, expiry=None, counted=counted, over="given")
    return Agreed(currency, starts_on, None, terms, (), (*own, *top_ups))
