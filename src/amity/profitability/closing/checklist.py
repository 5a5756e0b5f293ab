"""The checklist of a month end, and the figures that closing freezes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from amity.profitability.closing import rules
from amity.profitability.closing.freezing import account_statements, month_ledger
from amity.profitability.closing.hours import MonthTime, Unpriced, is_over, month_time, unpriced
from amity.profitability.closing.overage import EndedOverage, undecided_overage
from amity.profitability.closing.payroll import (
    MonthExpenses,
    UsedRate,
    absorbed,
    expenses_of_month,
    rates_of_month,
)
from amity.profitability.closing.rules import Absorbed, State, Variance
from amity.profitability.figures.rules import Figure
from amity.profitability.models import Closing, LeftPoint, MonthEnd
from amity.profitability.statements.ledger import Ledger
from amity.profitability.statements.rules import Statement
from amity.shared.actor import Actor
from amity.shared.dates.periods import month_of, next_month, previous_month
from amity.timesheets.approval.queries import approval_on
from amity.timesheets.models import Month
from amity.timesheets.queries import closed_months, months_with_time

COMPLETE = "completeness.floor"
TOLERANCE = "payroll.tolerance"


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the checklist that can block month end. `measure` is the amount to resolve, 0 for none."""

    key: str
    state: State
    measure: int
    left: LeftPoint | None = None

    @property
    def open(self) -> bool:
        """Return whether something needs doing."""
        return self.state in ("todo", "hard")

    @property
    def look(self) -> str:
        """The CSS state of the point."""
        return {"done": "well", "left": "info", "todo": "watch", "hard": "unwell"}[self.state]


@dataclass(frozen=True, slots=True)
class Checklist:
    """The end of one month, for finance."""

    month: int
    row: Month
    closing: Closing | None
    opened: Closing | None
    ledger: Ledger
    time: MonthTime
    unpriced: Sequence[Unpriced]
    absorbed: Absorbed
    end: MonthEnd
    rates: Sequence[UsedRate]
    expenses: MonthExpenses
    overage: Sequence[EndedOverage]
    before_open: bool
    points: Mapping[str, Point]
    tolerance: int
    accounts: Sequence[tuple[int, Statement]]

    @property
    def closed(self) -> bool:
        """Return whether the month is closed."""
        return self.row.locked_at is not None

    @property
    def variance(self) -> Variance | None:
        """Payroll less absorbed cost, or None if no payroll was entered."""
        return None if self.end.payroll is None else Variance(self.end.payroll, self.absorbed.cost)

    @property
    def usual(self) -> bool:
        """Return whether the variance is within the agency's usual range."""
        return self.variance is not None and self.variance.within(self.tolerance)

    @property
    def unlikely(self) -> list[tuple[int, str, Figure]]:
        """Return id, name and margin of the accounts whose margin is hardly believable, lowest first."""
        names = self.ledger.books.accounts
        found = [(key, names[key].name, one.margin) for key, one in _unlikely(self.accounts)]
        return sorted(found, key=lambda row: row[2].value or 0)

    @property
    def likely(self) -> tuple[int, int]:
        """Return the margins between which a month's figure is believed, in basis points."""
        return rules.LIKELY

    @property
    def misses_much(self) -> bool:
        """Return whether much time is missing although enough is logged to close."""
        return not self.points[rules.TIME].measure and rules.misses_much(self.time.missing, self.time.expected)

    @property
    def unpriced_seconds(self) -> int:
        """Return all time without a cost."""
        return sum(one.seconds for one in self.unpriced)

    @property
    def to_do(self) -> list[Point]:
        """Return the points that still block closing."""
        return [one for one in self.points.values() if one.open]

    @property
    def done(self) -> int:
        """Return how many points are done or accepted with a reason."""
        return len(self.points) - len(self.to_do)

    @property
    def may_close(self) -> bool:
        """Return whether no point blocks closing."""
        return not self.closed and rules.may_close(one.state for one in self.points.values())


def checklist(by: Actor, month: int, today: date) -> Checklist:
    """Return every point to settle before a month is closed."""
    ledger = month_ledger(by, month, today)
    own = ledger.books
    time, used = month_time(month, today), absorbed(month)
    without = unpriced(month, time.without_cost, own) if used.uncosted_seconds else []
    end = MonthEnd.objects.filter(pk=month).first() or MonthEnd(month=month)
    rates = rates_of_month(month, _foreign(ledger))
    expenses = expenses_of_month(month)
    overage = undecided_overage(ledger, month)
    before = previous_month(month)
    before_open = before in months_with_time() and before not in closed_months()
    accounts = list(account_statements(ledger))
    missing = time.missing if time.share < own.limit(COMPLETE) else 0
    much = not missing and rules.misses_much(time.missing, time.expected)
    measures = {
        rules.OVER: 0 if is_over(month, today) else 1,
        rules.TIME: missing,
        rules.UNPRICED: sum(one.seconds for one in without),
        rules.PAYROLL: 1 if end.payroll is None else 0,
        rules.VARIANCE: _unusual(end, used, own.limit(TOLERANCE)),
        rules.RATES: sum(1 for one in rates if one.rate is None or one.is_old(month)),
        rules.EXPENSES: expenses.amiss,
        rules.OVERAGE: sum(one.period.row.over for one in overage),
        rules.FIGURES: len(_unlikely(accounts)) + much,
        **({rules.APPROVAL: used.unapproved} if approval_on() else {}),
        rules.BEFORE: int(before_open),
    }
    closings = Closing.objects.filter(month=month).order_by("-pk")
    return Checklist(
        month=month,
        row=Month.objects.filter(pk=month).first() or Month(month=month),
        closing=next((one for one in closings if one.superseded_at is None), None),
        opened=next((one for one in closings if one.superseded_at is not None), None),
        ledger=ledger,
        time=time,
        unpriced=without,
        absorbed=used,
        end=end,
        rates=rates,
        expenses=expenses,
        overage=overage,
        before_open=before_open,
        points=_points(month, measures, missing_rate=any(one.rate is None for one in rates)),
        tolerance=own.limit(TOLERANCE),
        accounts=accounts,
    )


def _unusual(end: MonthEnd, used: Absorbed, tolerance: int) -> int:
    """Return the variance that finance has to explain: 0 without payroll, or within the agency's usual range."""
    found = None if end.payroll is None else Variance(end.payroll, used.cost)
    return 0 if found is None or found.within(tolerance) else found.amount


def _unlikely(accounts: Sequence[tuple[int, Statement]]) -> list[tuple[int, Statement]]:
    return [(key, one) for key, one in accounts if rules.is_unlikely(one.margin.value)]


def _points(month: int, measures: Mapping[str, int], *, missing_rate: bool) -> dict[str, Point]:
    left = {one.point: one for one in LeftPoint.objects.filter(month=month)}
    found = {}
    for key, measure in measures.items():
        knowingly = left.get(key)
        hard = key == rules.RATES and missing_rate
        state = rules.state(key, measure, knowingly.measure if knowingly else None, hard=hard)
        if state == "done" and key in (rules.OVER, rules.BEFORE, rules.OVERAGE):
            continue
        if key == rules.VARIANCE and measures[rules.PAYROLL]:
            continue
        found[key] = Point(key, state, measure, knowingly if state == "left" else None)
    return found


def _foreign(ledger: Ledger) -> set[tuple[str, int]]:
    """Return other currencies than the agency's with revenue in the month, each with its account."""
    own, found = ledger.books, set()
    for key, deal in own.deals.items():
        if deal.terms.currency != own.currency and ledger.earned(key).whole.value:
            found.add((deal.terms.currency, own.agreements[key].account_id or 0))
    return found


def month_to_close(today: date) -> int:
    """Return the month to close next: the first open month after the last closed one."""
    closed, worked = closed_months(), months_with_time()
    newest = max(closed, default=None)
    following = next_month(newest) if newest else previous_month(month_of(today))
    if worked and following < min(worked):
        following = min(worked)
    return min(following, month_of(today))
