"""Rows of the week without time: added, removed, or copied from the previous week, with its hours if wanted."""

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from amity.agency.calendars import public_holidays
from amity.agency.queries import agency
from amity.people.models import Person
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.dates.periods import month_of
from amity.shared.errors import Invalid, Refused
from amity.shared.values import value_of
from amity.timesheets import commands, queries
from amity.timesheets.changes import EntryChanges, place_of
from amity.timesheets.choosing.keys import WorkKey
from amity.timesheets.choosing.search import CLOSED
from amity.timesheets.models import Entry
from amity.timesheets.week.days import Week
from amity.timesheets.week.models import SheetRow


@dataclass(frozen=True, slots=True)
class Copied:
    """The result of copying a week: rows, filled cells, and tokens that undo both."""

    rows: int
    cells: int
    undo: list[str]


@command
def add_row(*, by: Actor, week: Week, key: WorkKey) -> SheetRow:
    """Add a row to the actor's week, unless it is there already. Raise `Invalid` for work they can't see.

    An empty row is no fact about work, so the audit log doesn't record it.
    """
    person = person_of(by)
    place = place_of(person, key)
    if place.project is not None and place.project.status in CLOSED:
        raise Invalid(_("%(project)s is closed. Reopen it to log time.") % {"project": place.project}, "work")
    things = {"account": place.account, "project": place.project, "line": place.line, "item": place.item}
    return SheetRow.objects.get_or_create(person=person, monday=week.monday, key=str(key), defaults=things)[0]


@command
def take_row_off(*, by: Actor, week: Week, key: WorkKey) -> None:
    """Remove a row without time from the actor's week."""
    SheetRow.objects.filter(person_id=by.person_id, monday=week.monday, key=str(key)).delete()


@command
def copy_last_week(*, by: Actor, week: Week, with_hours: bool, now: datetime) -> Copied:
    """Copy last week's rows into this week, and with `with_hours` its times as drafts, without notes.

    Existing rows and cells with time are unchanged. Closed work, closed months and public holidays are left out.
    """
    person = person_of(by)
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    last = _entries(person, week.before)
    here = _entries(person, week)
    there = {_key(entry) for entry in here}
    wanted = {_key(entry): None for entry in last if _open(entry.project)}
    wanted |= {_key(row): None for row in _rows(person, week.before) if _open(row.project)}
    rows = [key for key in wanted if key not in there and _new_row(person, week, key, by)]
    undo = [f"row:{week}:{key}" for key in rows]
    cells = _copy_hours(by, week, last, here, now) if with_hours else []
    return Copied(len(rows), len(cells), [*undo, *cells])


def _new_row(person: Person, week: Week, key: WorkKey, by: Actor) -> bool:
    if SheetRow.objects.filter(person=person, monday=week.monday, key=str(key)).exists():
        return False
    try:
        add_row(by=by, week=week, key=key)
    except Invalid:  # work the person is no longer on
        return False
    return True


def _copy_hours(by: Actor, week: Week, last: list[Entry], here: list[Entry], now: datetime) -> list[str]:
    closed, country = queries.closed_months(), agency().country
    taken = {(_key(entry), entry.work_date) for entry in here}
    sums: Counter[tuple[WorkKey, date, bool, bool]] = Counter()
    for entry in last:
        day = entry.work_date + timedelta(days=7)
        free = month_of(day) not in closed and day not in public_holidays(country, day.year)
        if free and _open(entry.project) and (_key(entry), day) not in taken:
            sums[_key(entry), day, entry.billable, entry.courtesy] += entry.seconds
    done = []
    for (key, day, billable, courtesy), seconds in sums.items():
        changes = EntryChanges(day, seconds, **asdict(key), billable=billable, courtesy=courtesy)
        try:
            entry = commands.log_entry(by=by, changes=changes, now=now)
        except (Invalid, Refused):  # work the person is no longer on, or that waits for a signature
            continue
        done.append(f"log:{entry.pk}:{entry.version}")
    return done


def _entries(person: Person, week: Week) -> list[Entry]:
    found = Entry.objects.filter(person=person, work_date__range=(week.monday, week.sunday))
    return list(found.select_related("project").order_by("work_date", "pk"))


def _rows(person: Person, week: Week) -> list[SheetRow]:
    return list(SheetRow.objects.filter(person=person, monday=week.monday).select_related("project").order_by("pk"))


def _key(thing: Entry | SheetRow) -> WorkKey:
    return value_of(thing, WorkKey)


def _open(project: Project | None) -> bool:
    return project is None or project.status not in CLOSED
