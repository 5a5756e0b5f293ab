"""The lines of the agreement in one period: planned, used and to go."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from amity.agreements.lines.queries import lines_of
from amity.retainers.periods.ledger_to_date import LedgerToDate
from amity.retainers.periods.rules import Period, counted
from amity.retainers.requests.queries import Asked
from amity.shared.shares import whole_percent
from amity.timesheets.sums.queries import line_months


@dataclass(frozen=True, slots=True)
class LineUse:
    """A line in one period, in seconds: planned (None without a plan), used, and planned to go.

    Of requests that began earlier, only what earlier periods left of their plan is planned.
    `past_plan`: an open request has used up its plan, so more is to go than is known.
    """

    id: int
    number: str
    title: str
    planned: int | None
    used: int
    to_go: int
    past_plan: bool = False

    @property
    def difference(self) -> int | None:
        """The time needed above the plan, below 0 if it is less."""
        return None if self.planned is None else self.used + self.to_go - self.planned

    @property
    def share(self) -> int | None:
        """Used as a share of planned, in whole percent."""
        return whole_percent(self.used, self.planned)


def lines_in(ledger: LedgerToDate, period: Period, asked: Sequence[Asked]) -> list[LineUse]:
    """Return the agreement's lines in a period. Time and requests without a line come last."""
    used: defaultdict[int, int] = defaultdict(int)
    for row in line_months(ledger.projects, since=period.span.months[0], through=period.span.months[-1]):
        if row.month in period.span.months:
            used[row.line_id] += counted(period.terms, row.sums)
    to_go, planned = _by_line(asked)
    past = {one.line_id for one in asked if one.past_plan and one.state != "dropped"}
    if not period.open:  # what is still open is worked in a later period
        to_go, past = {}, set()
    found = []
    for placed in lines_of(ledger.agreement, period.span.last):
        own = placed.terms.current.planned_seconds if placed.terms.current else None
        key = placed.line.pk
        plan = own if own is not None else planned.get(key)
        times = (plan, used.pop(key, 0), to_go.pop(key, 0), key in past)
        found.append(LineUse(key, placed.number, placed.line.title, *times))
    rest, left = sum(used.values()), sum(to_go.values())
    if rest or left:
        found.append(LineUse(0, "", "", planned.get(0), rest, left, 0 in past))
    return found


def _by_line(asked: Iterable[Asked]) -> tuple[dict[int, int], dict[int, int]]:
    to_go: defaultdict[int, int] = defaultdict(int)
    planned: defaultdict[int, int] = defaultdict(int)
    for one in asked:
        if one.state != "dropped" and one.planned_in_period is not None:
            planned[one.line_id] += one.planned_in_period
            to_go[one.line_id] += one.to_go
    return dict(to_go), dict(planned)
