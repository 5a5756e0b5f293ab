"""Give time without a cost a rate from a date on, with a preview of the month's margin."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from amity.agency import rules as agency_rules
from amity.agency.rates.queries import CostRates
from amity.profitability.books.load import books
from amity.profitability.period.rules import period
from amity.profitability.statements.ledger import Ledger
from amity.profitability.statements.rows import Row, row
from amity.shared.actor import Actor
from amity.timesheets.rerating.queries import Place, Preview, Range, WorkChange, by_work, preview
from amity.timesheets.rules import Measures
from amity.timesheets.sums.queries import MonthSum

TARGET = "target.agency_margin"


@dataclass(frozen=True, slots=True)
class Rate:
    """An hourly cost that isn't saved yet: of a person, a discipline or on average, from a date on."""

    level: str
    per_hour: Decimal
    since: date
    person_id: int | None = None
    discipline_id: int | None = None

    def dated(self) -> agency_rules.DatedRate:
        """Return the rate as a saved one, newer than any other of the same day."""
        newest = 2**62
        return agency_rules.DatedRate(newest, self.level, self.person_id, self.discipline_id, self.since, self.per_hour)

    def span(self, today: date) -> Range:
        """Return the time it would price: time without a cost since its date. Existing costs stay unchanged."""
        people = (self.person_id,) if self.person_id else ()
        return Range(self.since, max(today, self.since), unpriced_only=True, people=people)


@dataclass(frozen=True, slots=True)
class Priced:
    """The effect of a rate on time and cost by work, and on a month's margin."""

    preview: Preview
    works: list[WorkChange]
    before: Row
    after: Row
    currency: str

    @property
    def more_fees(self) -> int:
        """Return what the rate adds to net fees, since the cost of work tells how much of a fixed fee is earned."""
        before, after = (one.agi.value if one.agi is not None else None for one in (self.before, self.after))
        return 0 if before is None or after is None else after - before


def priced_by(by: Actor, rate: Rate, month: int, today: date) -> Priced:
    """Return the effect of a rate without saving anything."""
    found = preview(rate.span(today), CostRates(also=[rate.dated()]))
    more = [_sum(place, one.after - one.before, one.priced_seconds) for place, one in (found.changes or {}).items()]
    (before, currency), (after, _same) = (_month(by, month, today, rows) for rows in ([], more))
    return Priced(found, by_work(found), before, after, currency)


def _sum(place: Place, cost: int, seconds: int) -> MonthSum:
    """Return a change as a row of sums, to be added to the stored ones."""
    change = Measures(cost=cost, uncosted_seconds=-seconds)
    return MonthSum(place.account_id, place.project_id, 0, place.month, "", place.value_currency, change)


def _month(by: Actor, month: int, today: date, more: list[MonthSum]) -> tuple[Row, str]:
    own = books(by, today, more=more)
    worked_out = Ledger(own, period(month, month, today)).of_clients()
    return row("month", month, "", worked_out, own.view, own.limit(TARGET)), own.currency
