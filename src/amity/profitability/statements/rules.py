"""A row of any money table: worked, earned, spent and profit, for a line, project, account, month or the total.

Source: the project's domain notes, "Money". A statement is made of parts. Parts with unknown revenue are counted, and
the others are still shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from amity.profitability.conversion.rules import added
from amity.profitability.figures.rules import Figure, Input, amount, unknown
from amity.profitability.margin.rules import (
    account_margin,
    delivery_expenses,
    delivery_margin,
    hourly,
    left_for_us,
    net_fees,
)
from amity.profitability.measures.rules import total
from amity.profitability.spending.rules import NOTHING_SPENT, Spent, all_spent
from amity.timesheets.rules import NOTHING, Measures


@dataclass(frozen=True, slots=True)
class Part:
    """An element of a statement: measures, and revenue in the agency's currency (or why it is not known).

    `by_value`: revenue is based on the price of time, so it lacks time without a price. `value` is the value of time at
    imported rates, in the agency's currency, if nothing else is known. `from_file`: some of its time has a cost that
    came with a file. `spent` are expenses, in the agency's currency.
    """

    measures: Measures
    revenue: Figure
    by_value: bool = False
    value: Figure | None = None
    from_file: bool = False
    spent: Spent = NOTHING_SPENT

    @property
    def stirs(self) -> bool:
        """Return whether there is any time or expense."""
        return bool(self.measures.seconds or self.spent.count)

    @property
    def is_quiet(self) -> bool:
        """Return whether the part changes no figure of a statement that has another part like it."""
        return not self.stirs and self.revenue.value == 0 and self.revenue.bound == "exact"

    @property
    def unvalued(self) -> int:
        """Seconds without a price, if revenue depends on the price."""
        return self.measures.unvalued_seconds if self.by_value else 0

    @property
    def unpriced(self) -> int:
        """Seconds without a cost, or without a price if revenue depends on the price."""
        return max(self.measures.uncosted_seconds, self.unvalued)


@dataclass(frozen=True, slots=True)
class Statement:
    """The figures of one row. Amounts are in the agency's currency.

    `cost` is of all parts. While a part with time has no known revenue, `revenue` and `agi` are "of known", `margin` is
    not computable (`part_unknown`), and `of_known` is the margin of the known parts. `from_file`: some of the cost came
    with a file, so it reveals what single people cost.
    """

    measures: Measures
    unpriced: int
    unvalued: int
    revenue: Figure
    agi: Figure
    cost: Figure
    margin: Figure
    of_known: Figure
    left: Figure
    hourly: Figure
    value: Figure
    account_margin: Figure
    service: Measures = field(default=NOTHING)
    from_file: bool = False
    spent: Spent = NOTHING_SPENT
    service_spent: Spent = NOTHING_SPENT

    @property
    def stirs(self) -> bool:
        """Return whether there is any time or expense, on projects or outside them."""
        return bool(self.measures.seconds or self.service.seconds or self.spent.count or self.service_spent.count)

    @property
    def why_not(self) -> str | None:
        """Return why there is no margin, or None if there is one."""
        return self.margin.why_not


def statement(
    parts: Iterable[Part],
    currency: str,
    service: Measures = NOTHING,
    service_from_file: bool = False,
    service_spent: Spent = NOTHING_SPENT,
) -> Statement:
    """Return the statement of some parts. `service` and `service_spent` are on an account but on no project."""
    rows = list(parts)
    known, hidden = _split(rows)
    everything, spent = total(part.measures for part in rows), all_spent(part.spent for part in rows)
    complete = len(known) == len(rows)
    labour = everything if complete else total(part.measures for part in known)
    known_spent = spent if complete else all_spent(part.spent for part in known)
    revenue = _revenue(rows, known, hidden, currency)
    agi = net_fees(revenue, known_spent.passed_on)
    other = known_spent.delivery
    expenses = delivery_expenses(labour, agi.currency, other)
    of_known = delivery_margin(agi, labour, other, expenses)
    kept_by_account = account_margin(agi, labour, service, other, service_spent.delivery, expenses, of_known)
    is_whole_cost = complete and agi.currency == currency
    values = [part.value for part in hidden if part.value is not None]
    return Statement(
        measures=everything,
        unpriced=sum(part.unpriced for part in rows),
        unvalued=sum(part.unvalued for part in rows),
        revenue=revenue,
        agi=agi,
        cost=expenses if is_whole_cost else delivery_expenses(everything, currency, spent.delivery),
        margin=_whole(of_known, known, hidden),
        of_known=of_known,
        left=_whole(left_for_us(agi, labour, other, expenses), known, hidden),
        hourly=_whole(hourly(agi, labour), known, hidden),
        value=added(values, currency) if values else unknown("no_prices", "minor", (), currency),
        account_margin=_whole(kept_by_account, known, hidden),
        service=service,
        from_file=any(part.from_file for part in rows if part.measures.seconds)
        or (service_from_file and service.seconds > 0),
        spent=spent,
        service_spent=service_spent,
    )


def fees_of(parts: Iterable[Part], currency: str) -> Figure:
    """Return the net fees of some parts: `agi` of their statement, for a list that shows no other figure."""
    rows = list(parts)
    known, hidden = _split(rows)
    return net_fees(_revenue(rows, known, hidden, currency), all_spent(part.spent for part in known).passed_on)


def _split(rows: list[Part]) -> tuple[list[Part], list[Part]]:
    """Return the parts with known revenue, and those with time or expenses whose revenue is unknown.

    None is known if some are unknown and the others have no time or fees.
    """
    known = [part for part in rows if part.revenue.value is not None]
    hidden = [part for part in rows if part.revenue.value is None and part.stirs]
    return known if not hidden or any(part.stirs or part.revenue.value for part in known) else [], hidden


def _no_revenue(parts: list[Part], currency: str) -> Figure:
    """Return why the revenue of some parts is unknown, or 0 without any parts."""
    if not parts:
        return amount(0, currency)
    return unknown(parts[0].revenue.why_not or "unknown", "minor", parts[0].revenue.inputs, currency)


def _revenue(rows: list[Part], known: list[Part], hidden: list[Part], currency: str) -> Figure:
    if not known:
        return _no_revenue(hidden or rows, currency)
    whole = added([part.revenue for part in known], currency)
    if len(known) == 1 and not hidden:
        return known[0].revenue
    if not hidden:
        return whole
    return amount(whole.value or 0, currency, (*whole.inputs, *_hidden(hidden)), "of_known")


def _whole(of_known: Figure, known: list[Part], hidden: list[Part]) -> Figure:
    """Return the figure if it covers all parts, or unknown with how much is missing."""
    if not hidden or not known:
        return of_known
    return unknown("part_unknown", of_known.unit, (*of_known.inputs, *_hidden(hidden)), of_known.currency)


def _hidden(hidden: list[Part]) -> tuple[Input, ...]:
    seconds = sum(part.measures.seconds for part in hidden)
    return (
        Input("parts_not_known", len(hidden), "count", "revenue"),
        Input("time_not_known", seconds, "seconds", "entries"),
    )
