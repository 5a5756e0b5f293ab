"""A person's standing split: the shares in force, a week's plan against logged time, and a month's account service."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Sum

from amity.accounts.models import Account
from amity.agency.calendars import working_days
from amity.agency.capacity import weekly_of
from amity.agency.queries import agency
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.caches.reading import once_a_page
from amity.shared.dates.periods import first_day, last_day, month_of
from amity.timesheets import queries as time
from amity.timesheets.models import Entry
from amity.timesheets.split import hooks
from amity.timesheets.split.models import SplitShare, SplitWeek
from amity.timesheets.split.rules import fitting, planned, still_open
from amity.timesheets.week.days import Week, week_of

LOOKED_BACK: Final = 8
"""Weeks for which unconfirmed splits are shown. Older ones stay missing."""


@dataclass(frozen=True, slots=True)
class Share:
    """Weekly time for one account, in force since a date."""

    account: Account
    weekly_seconds: int
    valid_from: date


@dataclass(frozen=True, slots=True)
class AccountPlan:
    """One account in one week: the split's plan, the time logged by hand, and the time to add.

    `open` is what the plan still lacks, `fits` what of it the person's hours have room for.
    """

    account: Account
    planned: int
    open: int
    fits: int
    logged_by_day: Mapping[date, int]

    @property
    def logged(self) -> int:
        """Seconds logged by hand."""
        return sum(self.logged_by_day.values())


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """The split of a week. `closed` are days in closed months, on which no time is logged. It is due from `due_on`.

    `room` are the seconds of the person's hours that are still free on each day, None without weekly hours.
    """

    week: Week
    days: tuple[date, ...]
    closed: tuple[date, ...]
    rows: tuple[AccountPlan, ...]
    confirmed_at: datetime | None
    due_on: date | None
    due: bool
    room: Mapping[date, int] | None

    @property
    def fits(self) -> int:
        """Seconds that confirming adds if nothing else is entered."""
        return sum(row.fits for row in self.rows)

    @property
    def beyond(self) -> int:
        """Seconds that the plan still lacks, but that are above the person's hours."""
        return sum(row.open - row.fits for row in self.rows)

    def above(self, seconds: int) -> int:
        """Return how much of an amount is above the person's hours."""
        return 0 if self.room is None else max(seconds - sum(self.room.values()), 0)

    @property
    def waits(self) -> bool:
        """Return whether it can be confirmed now."""
        return self.due and self.confirmed_at is None and bool(self.rows) and bool(self.days)


def shares_on(person_id: int, day: date) -> list[Share]:
    """Return the shares in force on a date, by account name, without ended ones."""
    rows = (row for row in _shares_of(person_id) if row.valid_from <= day and row.account.status != "closed")
    newest = {row.account_id: row for row in rows}
    found = [Share(row.account, row.weekly_seconds, row.valid_from) for row in newest.values() if row.weekly_seconds]
    return sorted(found, key=lambda one: one.account.name.casefold())


def _shares_of(person_id: int) -> Sequence[SplitShare]:
    """Return all shares that a person ever set, the oldest first. A page reads them once."""
    rows = SplitShare.objects.filter(person_id=person_id).select_related("account").order_by("valid_from", "pk")
    return once_a_page(("split shares", person_id), lambda: list(rows))


def has_split(person_id: int) -> bool:
    """Return whether the person has ever set a share."""
    return bool(_shares_of(person_id))


def accounts_on_offer(by: Actor) -> list[Account]:
    """Return the accounts the person can set a share for: those they are responsible for or have a share of."""
    person = person_of(by)
    mine = Account.objects.managed_by(person).exclude(status="closed").exclude(manager=None)
    held = SplitShare.objects.filter(person=person).values("account_id")
    also = Account.objects.visible_to(person).exclude(status="closed").filter(pk__in=held)
    return sorted({*mine, *also}, key=lambda one: one.name.casefold())


def week_plan(person: Person, week: Week, today: date) -> WeekPlan:
    """Return what confirming a week would do. It is due from the week's last working day on."""
    return once_a_page(("week plan", person.pk, week, today), lambda: _week_plan(person, week, today))


def _week_plan(person: Person, week: Week, today: date) -> WeekPlan:
    days = _working_days(week)
    shut = time.closed_months()
    free = tuple(day for day in days if month_of(day) not in shut)
    done = SplitWeek.objects.filter(person=person, monday=week.monday).first()
    logged, of_day = _logged(person.pk, week.monday, week.sunday)
    room = _room(person, free, of_day)
    shares = shares_on(person.pk, week.sunday)
    plans = [planned(share.weekly_seconds, len(days)) for share in shares]
    missing = [
        0 if done or not free else still_open(plan, sum(logged[share.account.pk].values()))
        for share, plan in zip(shares, plans, strict=True)
    ]
    fits = fitting(missing, None if room is None else sum(room.values()))
    rows = [
        AccountPlan(share.account, plan, lacks, adds, logged[share.account.pk])
        for share, plan, lacks, adds in zip(shares, plans, missing, fits, strict=True)
    ]
    confirmed = done.confirmed_at if done else None
    closed, last = tuple(day for day in days if month_of(day) in shut), days[-1] if days else None
    return WeekPlan(week, free, closed, tuple(rows), confirmed, last, bool(last and last <= today), room)


def _room(person: Person, days: Sequence[date], logged: Mapping[date, int]) -> dict[date, int] | None:
    """Return what is free of the person's hours on each day, None if no hours are expected of them."""
    weekly = weekly_of([person])[person.pk]
    if not weekly.expected(days):
        return None
    return {day: max(weekly.expected([day]) - logged.get(day, 0), 0) for day in days}


def waits_this_week(person: Person, today: date) -> bool:
    """Return whether the split of this week can be confirmed. Before its last working day nothing is read."""
    week = week_of(today)
    return _is_due(_working_days(week), today) and week_plan(person, week, today).waits


def _working_days(week: Week) -> tuple[date, ...]:
    return tuple(working_days(agency().country, week.monday, week.sunday))


def _is_due(days: Sequence[date], today: date) -> bool:
    return bool(days) and days[-1] <= today


def unconfirmed(person_id: int, today: date) -> list[Week]:
    """Return past weeks since the first share that weren't confirmed, oldest first, within a limit.

    Weeks that are wholly in closed months are left out, since nothing can be logged in them.
    """
    first = next((share for share in _shares_of(person_id) if share.weekly_seconds), None)
    if first is None:
        return []
    this = week_of(today)
    weeks = [Week(this.monday - timedelta(weeks=back)) for back in range(LOOKED_BACK, 0, -1)]
    since = week_of(first.valid_from).monday
    done = set(
        SplitWeek.objects.filter(person_id=person_id, monday__gte=weeks[0].monday).values_list("monday", flat=True)
    )
    shut = time.closed_months()
    return [
        week
        for week in weeks
        if week.monday >= since
        and week.monday not in done
        and not {month_of(week.monday), month_of(week.sunday)} <= shut
        and shares_on(person_id, week.sunday)
    ]


def month_shown(week: Week, today: date) -> int:
    """Return the month to show beside a week: of today in this week, of its last day in others."""
    return month_of(min(week.sunday, today) if week.monday <= today else week.sunday)


def card(by: Actor, week: Week, today: date) -> dict[str, Any]:
    """Return the values of the account service card next to a week, empty without account service and a split."""
    month = month_shown(week, today)
    rows = care(by, month)
    if not rows and not has_split(by.person_id):
        return {}
    plan = week_plan(person_of(by), week, today)
    return {"care": rows, "month": month, "confirm_week": str(week) if plan.waits else "", "confirm_adds": plan.fits}


@dataclass(frozen=True, slots=True)
class Care:
    """An account in a month: the person's service time, the plan, and all service time of the account ÷ its
    net fees.
    """

    account: Account
    seconds: int
    planned: int
    of_net_fees: int | None

    @property
    def percent(self) -> int | None:
        """The share of the plan in whole percent, or None without a plan."""
        return round(100 * self.seconds / self.planned) if self.planned else None


def care(by: Actor, month: int) -> list[Care]:
    """Return a person's account service time in a month, most time first, with the split's plan for the whole month."""
    first, last = first_day(month), last_day(month)
    logged = {account: sum(on.values()) for account, on in _logged(by.person_id, first, last)[0].items()}
    plans: defaultdict[int, int] = defaultdict(int)
    country, split = agency().country, shares_on(by.person_id, last)
    for share in split:
        days = len(list(working_days(country, max(first, share.valid_from), last)))
        plans[share.account.pk] = planned(share.weekly_seconds, days)
    ids = [account for account in {*logged, *plans} if logged.get(account) or plans[account]]
    shares = _of_net_fees(by, ids, month)
    accounts = {share.account.pk: share.account for share in split}
    accounts |= Account.objects.in_bulk([one for one in ids if one not in accounts])
    found = [Care(accounts[one], logged.get(one, 0), plans[one], shares.get(one)) for one in ids]
    return sorted(found, key=lambda one: (-one.seconds, one.account.name.casefold()))


def _of_net_fees(by: Actor, ids: Sequence[int], month: int) -> dict[int, int]:
    found: dict[int, int] = {}
    for ask in hooks.of_net_fees if ids else ():
        found |= ask(by, ids, month)
    return found


def _logged(person_id: int, first: date, last: date) -> tuple[defaultdict[int, dict[date, int]], dict[date, int]]:
    """Return seconds on accounts but no project, by account and day, and all seconds by day."""
    rows = Entry.objects.filter(person_id=person_id, work_date__range=(first, last)).order_by()
    found: defaultdict[int, dict[date, int]] = defaultdict(dict)
    of_day: dict[date, int] = defaultdict(int)
    sums = rows.values_list("account_id", "project_id", "work_date").annotate(Sum("seconds"))
    for account, project, day, seconds in sums:
        of_day[day] += seconds
        if account is not None and project is None:
            found[account][day] = seconds
    return found, of_day
