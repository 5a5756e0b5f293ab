"""The timesheets of the demo agency: two people's last days, a standing split with its weeks, and a timer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from amity.accounts.models import Account
from amity.agency.calendars import working_days
from amity.agency.queries import agency
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.projects.team import commands as team_commands
from amity.shared.dates.periods import first_day, month_of
from amity.shared.stories import DIRECTOR, NADIA, Crew, moment, rows
from amity.timesheets import commands
from amity.timesheets.changes import EntryChanges
from amity.timesheets.models import Entry
from amity.timesheets.split import commands as split_commands
from amity.timesheets.split import queries as splits
from amity.timesheets.timer.commands import TimerWork, start_timer
from amity.timesheets.week.days import week_of

TABLE: Final = Path(__file__).with_suffix(".csv")
LATELY: Final = timedelta(days=75)
SHARES: Final = {"Osprey Rail": 240, "Larkfield Dairy": 120, "Tessel Bank": 105}
"""Minutes a week of Nadia's standing split."""
SPLIT: Final = 105
"""Minutes of her day for the split and calls."""
RUNS_FOR: Final = timedelta(minutes=42)


@dataclass(frozen=True, slots=True)
class Slot:
    """A row of time: a person's latest work by index (0 is the newest), its minutes on a weekday, and the note.

    `about` is the account that the note is about: on other work the row has no note.
    """

    person: str
    weekday: str
    work: int
    minutes: int
    note: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """The account, project, line and item of a logged row."""

    account_id: int | None
    account: str
    project_id: int | None
    line_id: int | None
    item_id: int | None
    billable: bool


def story(crew: Crew, *, now: datetime) -> None:
    """Log last week and this week so far, then confirm Nadia's split and start her timer."""
    slots = rows(TABLE, Slot)
    for name in dict.fromkeys(slot.person for slot in slots):
        _fill_weeks(crew, name, [slot for slot in slots if slot.person == name], now)
    _keep_split(crew, now)


def _fill_weeks(crew: Crew, name: str, pattern: Sequence[Slot], now: datetime) -> None:
    """Log the working days from last Monday to the day before `now`, and the morning of `now`."""
    today = now.date()
    this_monday = today - timedelta(days=today.weekday())
    monday = this_monday - timedelta(days=7)
    _put_on_inside(crew, name, monday)
    works = _latest_works(crew.id(name), today, max(slot.work for slot in pattern))
    monday = max(monday, first_day(month_of(today)))  # the months of the story have their time
    for day in working_days(agency().country, monday, today) if works else ():
        slots = [slot for slot in pattern if slot.weekday == f"{day:%A}"]
        slots = _beside_split(slots) if name == NADIA and day < this_monday else slots
        for slot in slots[:2] if day == today else slots:
            work = works[min(slot.work, len(works) - 1)]
            note = slot.note if slot.about in ("", work.account) else ""
            changes = EntryChanges(
                day, slot.minutes * 60, note, work.account_id, work.project_id, work.line_id, work.item_id,
                work.billable,
            )  # fmt: skip
            commands.log_entry(by=crew.acting(name), changes=changes, now=moment(day, 17))


def _beside_split(slots: Sequence[Slot]) -> list[Slot]:
    """Shorten the longest slot of a day, to leave room for the account time of a confirmed split."""
    longest = max(slots, key=lambda slot: slot.minutes)
    return [replace(slot, minutes=slot.minutes - SPLIT) if slot is longest else slot for slot in slots]


def _put_on_inside(crew: Crew, name: str, since: date) -> None:
    """Add a person to the agency's own projects too: leave, and work for no client."""
    for project in Project.objects.filter(is_internal=True, name__in=("Internal", "Leave")).order_by("pk"):
        team_commands.add_member(
            by=crew.acting(DIRECTOR), project_id=project.pk, person_id=crew.id(name), since=since, now=moment(since)
        )


def _latest_works(person_id: int, today: date, clients_shown: int) -> list[Work]:
    """Return recent open work, latest first, each project once, with the agency's own work last."""
    found = (
        Entry.objects.filter(person_id=person_id, work_date__gte=today - LATELY, item__finished_at=None)
        .filter(line__finished_at=None)
        .exclude(project__status__in=("closed", "cancelled", "delivered"))
        .exclude(project__name="Leave")
        .select_related("project", "account")
        .order_by("-work_date", "pk")
    )
    clients: dict[tuple[int | None, int | None], Work] = {}
    for entry in found.filter(account__isnull=False):
        place = (entry.account_id, entry.project_id)
        account = entry.account.name if entry.account else ""
        work = Work(entry.account_id, account, entry.project_id, entry.line_id, entry.item_id, entry.billable)
        clients.setdefault(place, work)
    inside = Project.objects.filter(is_internal=True, name="Internal").first()
    own = Work(None, "", inside.pk if inside else None, None, None, billable=False)
    return [*list(clients.values())[:clients_shown], own] if clients else []


def _keep_split(crew: Crew, now: datetime) -> None:
    """Set Nadia's shares and confirm this month's past weeks. This week is left unconfirmed, with a running timer."""
    by, today = crew.acting(NADIA), now.date()
    offered = {account.pk for account in splits.accounts_on_offer(by)}
    accounts = dict(Account.objects.filter(name__in=SHARES, pk__in=offered).values_list("name", "pk"))
    if not accounts:
        return
    since = _first_monday(today)
    shares = {accounts[name]: minutes * 60 for name, minutes in SHARES.items() if name in accounts}
    split_commands.set_shares(by=by, shares=shares, valid_from=since, now=moment(since))
    for week in splits.unconfirmed(crew.id(NADIA), today):
        ended = moment(week.monday + timedelta(days=4), 16)
        plan = splits.week_plan(person_of(by), week, ended.date())
        hours = {row.account.pk: row.open for row in plan.rows}
        split_commands.confirm_split(by=by, week=week, now=ended, hours=hours)
    if osprey := accounts.get("Osprey Rail"):
        start_timer(by=by, work=TimerWork(account_id=osprey, text="Steering notes"), now=now - RUNS_FOR)


def _first_monday(today: date) -> date:
    """Return the first Monday of the month, or this week's if that is in the future."""
    first = first_day(month_of(today))
    monday = week_of(first).monday
    start = monday if monday >= first else week_of(first).after.monday
    return min(start, week_of(today).monday)
