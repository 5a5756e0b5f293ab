"""Pure rules of price, cost and margin of planned hours (product.md, J1; domain.md, "Money").

Price is in the brief's currency, cost in the agency's. The margin compares both in the agency's currency.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from amity.agency.rules import in_currency
from amity.shared.money import round_half_even

WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class Work:
    """Seconds of one discipline on one line. `rate` and `cost` of an hour in major units, None where unknown."""

    line: int
    discipline: int
    seconds: int
    rate: Decimal | None
    cost: Decimal | None


@dataclass(frozen=True, slots=True)
class Sums:
    """Seconds with their price and cost in minor units. Seconds without a rate or a cost are counted separately."""

    seconds: int = 0
    price: int = 0
    cost: int = 0
    unpriced: int = 0
    uncosted: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            self.seconds + other.seconds,
            self.price + other.price,
            self.cost + other.cost,
            self.unpriced + other.unpriced,
            self.uncosted + other.uncosted,
        )


@dataclass(frozen=True, slots=True)
class Terms:
    """Values for turning sums into a margin.

    `exchange`: agency units per unit of the brief's currency, None if unknown.
    """

    currency: str
    cost_currency: str
    exchange: Decimal | None
    target: int


@dataclass(frozen=True, slots=True)
class Margin:
    """The margin of an income after cost, in minor units of the agency's currency, with `share` in basis points.

    To reach the target, cost has to fall by `too_dear`, or the price has to rise to `needed` (in the brief's currency).
    Both are None where the target is reached.
    """

    income: int
    left: int
    share: int
    too_dear: int | None
    needed: int | None


@dataclass(frozen=True, slots=True)
class Purchase:
    """The totals by line and discipline against a budget, in minor units, None if unknown."""

    lines: Mapping[int, Sums]
    disciplines: Mapping[int, Sums]
    total: Sums
    budget: int | None
    at_budget: Margin | None
    at_lines: Margin | None

    @property
    def left(self) -> int | None:
        """Return the budget less the lines' price. It is negative when they exceed the budget."""
        return None if self.budget is None else self.budget - self.total.price


def price_of(seconds: int, rate: Decimal, currency: str) -> int:
    """Return the minor units of some seconds at an hourly rate or cost, half-even."""
    return round_half_even(seconds * rate / 3600, currency)


def sums_of(work: Work, terms: Terms) -> Sums:
    """Return the price and cost of one work item."""
    return Sums(
        seconds=work.seconds,
        price=0 if work.rate is None else price_of(work.seconds, work.rate, terms.currency),
        cost=0 if work.cost is None else price_of(work.seconds, work.cost, terms.cost_currency),
        unpriced=work.seconds if work.rate is None else 0,
        uncosted=work.seconds if work.cost is None else 0,
    )


def bought(
    works: Sequence[Work], terms: Terms, budget: int | None = None, fixed: Mapping[int, int] | None = None
) -> Purchase:
    """Return the totals of lines. `fixed` has fixed prices by line in minor units, whatever their hours.

    The lines and the disciplines each add up to the total, except for fixed prices, which belong to no discipline.
    Without planned hours, cost and margin are unknown.
    """
    fixed = fixed or {}
    hours = [(work, sums_of(work, terms)) for work in works]
    free = [(work, _without_price(sums) if work.line in fixed else sums) for work, sums in hours]
    lines = _by(lambda work: work.line, free)
    for line, price in fixed.items():
        lines[line] = lines.get(line, Sums()) + Sums(price=price)
    total = sum(lines.values(), Sums())
    complete = total.seconds > 0 and total.uncosted == 0
    at_budget = margin(budget, total.cost, terms) if complete and budget is not None else None
    at_lines = margin(total.price, total.cost, terms) if complete and total.unpriced == 0 else None
    return Purchase(lines, _by(lambda work: work.discipline, free), total, budget, at_budget, at_lines)


def margin(price: int, cost: int, terms: Terms) -> Margin | None:
    """Return the margin at a price in the brief's currency, or None without income or exchange rate."""
    exchange = Decimal(1) if terms.currency == terms.cost_currency else terms.exchange
    if exchange is None or price <= 0:
        return None
    income = in_currency(price, terms.currency, terms.cost_currency, exchange)
    if income <= 0:
        return None
    share = round(Fraction(income - cost, income) * WHOLE)
    may_cost = income * (WHOLE - terms.target) // WHOLE
    if cost <= may_cost or terms.target >= WHOLE:
        return Margin(income, income - cost, share, None, None)
    needed = -(-cost * WHOLE // (WHOLE - terms.target))
    back = in_currency(needed, terms.cost_currency, terms.currency, 1 / exchange)
    return Margin(income, income - cost, share, cost - may_cost, back)


def _without_price(sums: Sums) -> Sums:
    return Sums(seconds=sums.seconds, cost=sums.cost, uncosted=sums.uncosted)


def _by(key: Callable[[Work], int], pairs: Iterable[tuple[Work, Sums]]) -> dict[int, Sums]:
    found: defaultdict[int, Sums] = defaultdict(Sums)
    for work, sums in pairs:
        found[key(work)] += sums
    return dict(found)
