"""An account manager's standing split: confirmed week by week until last Friday, this week's open; and her timer."""

from datetime import date, datetime, timedelta
from typing import Final

from amity.accounts.models import Account
from amity.demo.book.clients import NADIA
from amity.demo.crew import Crew, moment
from amity.shared.periods import first_day, month_of
from amity.timesheets.split import commands, queries
from amity.timesheets.timer.commands import TimerWork, start_timer
from amity.timesheets.week.days import week_of

SHARES: Final = {"Osprey Rail": 240, "Larkfield Dairy": 120, "Tessel Bank": 105}
"""Minutes a week."""
RUNS_FOR: Final = timedelta(minutes=42)


def keep_split(crew: Crew, *, now: datetime) -> int:
    """Set Nadia's shares and confirm the weeks of this month that are over; returns how many."""
    by, today = crew.acting(NADIA), now.date()
    accounts = {account.name: account.pk for account in Account.objects.filter(name__in=SHARES)}
    shares = {accounts[name]: minutes * 60 for name, minutes in SHARES.items() if name in accounts}
    offered = {account.pk for account in queries.accounts_on_offer(by)}
    shares = {account: seconds for account, seconds in shares.items() if account in offered}
    if not shares:
        return 0
    since = _first_monday(today)
    commands.set_shares(by=by, shares=shares, valid_from=since, now=moment(since))
    weeks = queries.unconfirmed(crew.id(NADIA), today)
    for week in weeks:
        friday = week.monday + timedelta(days=4)
        commands.confirm_split(by=by, week=week, now=moment(friday, 16))
    osprey = accounts.get("Osprey Rail")
    if osprey in shares:
        start_timer(by=by, work=TimerWork(account_id=osprey, text="Steering notes"), now=now - RUNS_FOR)
    return len(weeks)


def _first_monday(today: date) -> date:
    """The first Monday of the month, or this week's where that lies ahead."""
    first = first_day(month_of(today))
    monday = week_of(first).monday
    start = monday if monday >= first else week_of(first).after.monday
    return min(start, week_of(today).monday)
