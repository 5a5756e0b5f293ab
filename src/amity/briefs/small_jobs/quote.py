"""Price and margin of a small job that isn't saved yet: its hours at the rate card, and the budget."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from amity.briefs.conversion.rules import Offer
from amity.briefs.estimate import rules as buying
from amity.briefs.estimate.pricing import Prices
from amity.briefs.estimate.rules import Margin, Sums, Terms, Work


@dataclass(frozen=True, slots=True)
class Quote:
    """Hours with their hourly rates, and their totals. `level` is the cost level that decides who sees a margin."""

    works: Sequence[Work]
    total: Sums
    terms: Terms
    offer: Offer
    level: str

    def margin_at(self, price: int | None) -> Margin | None:
        """Return the margin at a price, or None without hours, with an unknown cost, or without a price."""
        if price is None or not self.total.seconds or self.total.uncosted:
            return None
        return buying.margin(price, self.total.cost, self.terms)


def quote_of(prices: Prices, hours: Sequence[tuple[int, int]], budget: int | None, today: date) -> Quote:
    """Return the quote of hours by discipline, and of a budget in minor units if there is one."""
    works, terms = prices.works(0, dict(hours), None, today), prices.terms(today)
    total = buying.bought(works, terms).total
    lines = total.price if total.price and not total.unpriced else None
    return Quote(works, total, terms, Offer(lines, budget), prices.level)
