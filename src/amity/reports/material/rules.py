"""The material findings are made from, based on monthly sums and a few reads of entries.

Source: the project's product notes, J0. It has ids only. Names are added where sentences are made.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from amity.profitability.conversion.rules import Rates
from amity.profitability.figures.rules import Figure
from amity.profitability.finished_items.rules import Item
from amity.profitability.lines.rules import LineUse
from amity.profitability.spending.rules import NOTHING_SPENT, Spent
from amity.profitability.terms.rules import AgreementTerms, History
from amity.shared.money import Money, Rate
from amity.timesheets.rules import Measures


@dataclass(frozen=True, slots=True)
class WorkDay:
    """One day of one project: its entries, seconds, and bill value in minor units of the agreement's currency."""

    on: date
    entries: int
    seconds: int
    value: int


@dataclass(frozen=True, slots=True, eq=False)
class ProjectFacts:
    """A project (or the projects of one agreement under the first one's id) with terms, history, days and lines.

    `days` may be empty if the work isn't worth more than a cap or fixed fee. `unlined` is time on no line. `price` is
    the only hourly rate, if there is just one. `spent` are its expenses. Equal to itself alone, so that results can be
    cached by it.
    """

    project_id: int
    account_id: int
    terms: AgreementTerms
    history: History
    measures: Measures
    days: tuple[WorkDay, ...] = ()
    lines: tuple[LineUse, ...] = ()
    unlined: Measures = field(default_factory=Measures)
    price: Rate | None = None
    spent: Spent = NOTHING_SPENT

    def with_days(self, days: Iterable[WorkDay]) -> "ProjectFacts":
        """Return the facts with the days of work."""
        return replace(self, days=tuple(days))


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """An account: delivery sums, net fees in the agency's currency, days with time, contacts (None = not known)."""

    account_id: int
    delivery: Measures
    net_fees: Figure
    days: tuple[date, ...] = ()
    contacts: int | None = None


@dataclass(frozen=True, slots=True)
class BigRow:
    """A time entry longer than a working day."""

    entry_id: int
    project_id: int
    line_id: int
    on: date
    seconds: int


@dataclass(frozen=True, slots=True)
class NotBilled:
    """Time a source marks as billable and not invoiced: rows, seconds and value in its own currency."""

    entries: int
    seconds: int
    value: Money


@dataclass(frozen=True, slots=True)
class Material:
    """The findings' input from the accounts and projects the reader can see.

    `currency` is the agency's. `delivery` sums over all currencies, so only its time and cost are used. `cost_rate` is
    the agency average (None until question 1). `disciplines_without_rate` have no rate of their own yet. `not_billed`
    is None if no source has invoiced amounts. `rates` convert amounts for the ranking only.
    """

    data_from: date
    data_to: date
    currency: str
    delivery: Measures
    accounts: tuple[AccountFacts, ...] = ()
    projects: tuple[ProjectFacts, ...] = ()
    items: tuple[Item, ...] = ()
    big_rows: tuple[BigRow, ...] = ()
    not_billed: NotBilled | None = None
    cost_rate: Rate | None = None
    disciplines_without_rate: int = 0
    rates: Rates = field(default_factory=dict)


def later(last_on: date | None, asked_on: date | None) -> date | None:
    """Return the last day with time, or the day of the answer "not yet" if that was later; None without any time."""
    return max(last_on, asked_on) if last_on and asked_on else last_on
