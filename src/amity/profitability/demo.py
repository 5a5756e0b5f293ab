"""The month ends of the demo: payroll entered, and every month closed and frozen but the newest."""

from datetime import datetime, timedelta
from fractions import Fraction
from typing import Final

from amity.profitability.closing import commands
from amity.profitability.closing.checklist import checklist
from amity.profitability.closing.payroll import absorbed
from amity.shared.actor import Actor
from amity.shared.dates.periods import first_day, month_of, next_month
from amity.shared.money import part_of
from amity.shared.stories import FINANCE, Calendar, Crew, moment
from amity.timesheets import commands as timesheets
from amity.timesheets.models import Entry

CLOSED_ON: Final = timedelta(days=7)
"""Finance closes a month a week after its end."""
NOT_ABSORBED: Final = (51, 38, 62, 44, 57)
"""Thousandths of payroll not absorbed by time, month by month in turn."""
NEWEST: Final = 56
"""Thousandths of the newest month, which still has to be explained."""
EXPLAINED: Final = 3
"""The number of newest closed months with reasons for their open points."""
REASONS: Final = {
    "variance": "Two days of leave each, and the training in the second week",
    "rates": "The bank’s rate has hardly moved; the quarter’s one stands",
    "time": "Leave that isn’t logged as time",
    "unpriced": "A trainee’s week, not charged to anybody",
    "figures": "A pitch that was written off",
    "overage": "Agreed with the client’s new buyer for this once",
    "expenses": "The supplier sends it again",
}
WHOLE_TENS: Final = 1000
"""Payroll is a sum of salaries in whole tens, minor units."""


def story(crew: Crew, *, now: datetime) -> None:
    """Enter the payroll of every month with time, and close all but the newest."""
    by = crew.acting(FINANCE)
    oldest = month_of(Entry.objects.earliest("work_date").work_date)
    listed = [month for month in Calendar.until(now).months() if month >= oldest]
    for place, month in enumerate(listed):
        newest = month == listed[-1]
        after = moment(first_day(next_month(month)) + CLOSED_ON)
        share = NEWEST if newest else NOT_ABSORBED[place % len(NOT_ABSORBED)]
        payroll = part_of(absorbed(month).cost, Fraction(1000, 1000 - share))
        commands.enter_payroll(by=by, month=month, amount=payroll // WHOLE_TENS * WHOLE_TENS, now=after)
        if place >= len(listed) - 1 - EXPLAINED and not newest:
            _explain(by, month, after)
        if not newest:
            timesheets.lock_month(by=by, month=month, now=after + timedelta(hours=1))


def _explain(by: Actor, month: int, now: datetime) -> None:
    """Accept each point that is still open, with a reason."""
    for point in checklist(by, month, now.date()).to_do:
        if point.key in REASONS:
            commands.leave_point(by=by, month=month, point=point.key, reason=REASONS[point.key], now=now)
