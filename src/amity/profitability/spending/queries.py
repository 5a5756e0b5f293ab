"""Spending sorted for the books: by project and account, by line, and the part billed under agreements."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from amity.expenses.reads import ExpenseSum
from amity.expenses.rules import PASSED_ON
from amity.profitability.spending.rules import NOTHING_SPENT, Spending, Spent

SpentMonths = Mapping[int, Spent]
"""Spending by month (YYYYMM)."""


@dataclass(frozen=True, slots=True)
class Outlay:
    """Expenses by project, by account where they are on no project, and by line of a project (0: on no line)."""

    projects: Mapping[int, SpentMonths] = field(default_factory=dict)
    accounts: Mapping[int, SpentMonths] = field(default_factory=dict)
    lines: Mapping[int, Mapping[int, SpentMonths]] = field(default_factory=dict)
    rows: Mapping[int, tuple[ExpenseSum, ...]] = field(default_factory=dict)

    @property
    def months(self) -> set[int]:
        """Return every month in which something was spent."""
        return {month for months in (*self.projects.values(), *self.accounts.values()) for month in months}


def outlay(rows: Iterable[ExpenseSum], currency: str) -> Outlay:
    """Sort sums of expenses. A cost in another currency than the agency's is left out."""
    projects: defaultdict[int, defaultdict[int, Spent]] = _months()
    accounts: defaultdict[int, defaultdict[int, Spent]] = _months()
    lines: defaultdict[int, defaultdict[int, defaultdict[int, Spent]]] = defaultdict(_months)
    own: defaultdict[int, list[ExpenseSum]] = defaultdict(list)
    for row in rows:
        spent = spent_of(row, currency)
        if not row.project_id:
            accounts[row.account_id][row.month] += spent
            continue
        projects[row.project_id][row.month] += spent
        lines[row.project_id][row.line_id][row.month] += spent
        own[row.project_id].append(row)
    return Outlay(
        {key: dict(months) for key, months in projects.items()},
        {key: dict(months) for key, months in accounts.items()},
        {key: {line: dict(months) for line, months in found.items()} for key, found in lines.items()},
        {key: tuple(found) for key, found in own.items()},
    )


def spent_of(row: ExpenseSum, currency: str) -> Spent:
    """Return a row of sums for the rules."""
    foreign = row.cost_currency != currency
    one = Spending(row.count, 0 if foreign else row.cost, row.count if foreign else row.uncosted)
    return Spent(passed_on=one) if row.kind == PASSED_ON else Spent(delivery=one)


def billed(rows: Iterable[ExpenseSum], currency: str) -> tuple[dict[int, int], dict[int, int]]:
    """Return minor units billed by month in an agreement's currency, and how many expenses have no such amount yet.

    An amount in another currency, from a former agreement of the project, isn't one under this agreement.
    """
    amounts: defaultdict[int, int] = defaultdict(int)
    missing: defaultdict[int, int] = defaultdict(int)
    for row in rows:
        fits = row.billed_currency == currency
        amounts[row.month] += row.billed if fits else 0
        missing[row.month] += row.unbilled if fits or not row.billed else row.count
    return (
        {month: minor for month, minor in amounts.items() if minor},
        {month: count for month, count in missing.items() if count},
    )


def billed_by_line(rows: Iterable[ExpenseSum], currency: str) -> dict[int, dict[int, int]]:
    """Return minor units billed by line (0: on no line) and month."""
    lines: defaultdict[int, list[ExpenseSum]] = defaultdict(list)
    for row in rows:
        lines[row.line_id].append(row)
    return {line: months for line, own in lines.items() if (months := billed(own, currency)[0])}


def _months() -> "defaultdict[int, defaultdict[int, Spent]]":
    return defaultdict(lambda: defaultdict(lambda: NOTHING_SPENT))
