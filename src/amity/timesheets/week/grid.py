"""A person's week as rows of work by day, read in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

from django.db.models import Sum
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from amity.agency.calendars import public_holidays
from amity.agency.capacity import WORKING_DAYS, weekly_of
from amity.agency.queries import agency, agency_name
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.dates.periods import month_of
from amity.timesheets import queries, typed
from amity.timesheets.choosing import search
from amity.timesheets.choosing.search import CLOSED, Choice
from amity.timesheets.models import Entry
from amity.timesheets.rules import APPROVED, SUBMITTED
from amity.timesheets.week import lefts
from amity.timesheets.week.days import Week, week_of
from amity.timesheets.week.models import SheetRow
from amity.ui import formats

BILLABLE: Final = "billable"
NOT_BILLABLE: Final = "not"
COURTESY: Final = "courtesy"
MIXED: Final = "mixed"


@dataclass(frozen=True, slots=True)
class Day:
    """A day's column: its date, expected and logged time, and why it takes no time, if so."""

    date: date
    number: int
    is_today: bool
    holiday: str
    closed: bool
    expected: int
    seconds: int

    @property
    def is_off(self) -> bool:
        """Return whether it is a weekend or a public holiday."""
        return self.date.weekday() >= WORKING_DAYS or bool(self.holiday)

    @property
    def is_complete(self) -> bool:
        """Return whether all expected time is logged."""
        return 0 < self.expected <= self.seconds

    @property
    def name(self) -> str:
        """The weekday in the person's language: Mon, Tue, Wed."""
        return formats.weekday(self.date)

    @property
    def long(self) -> str:
        """The date with its weekday: Tuesday 24 November."""
        return formats.long_day(self.date)


@dataclass(frozen=True, slots=True)
class Cell:
    """A row's cell for a day. `seen` names the entries and versions. `typed` and `fault` are refused text
    and reason.
    """

    day: Day
    key: str
    entries: tuple[Entry, ...]
    held: str = ""
    typed: str | None = None
    fault: str = ""

    @property
    def id(self) -> str:
        """The cell's name in the page."""
        return f"{self.key}.{self.day.number}"

    @property
    def seconds(self) -> int:
        """The total seconds."""
        return sum(entry.seconds for entry in self.entries)

    @property
    def shown(self) -> str:
        """The text of the field."""
        if self.typed is not None:
            return self.typed
        return typed.spell_time(self.seconds) if self.entries else ""

    @property
    def seen(self) -> str:
        """The entries with their versions, sent with a save to detect changes."""
        return ";".join(f"{entry.pk}:{entry.version}" for entry in self.entries)

    @property
    def note(self) -> str:
        """The notes of the entries."""
        return "; ".join(entry.text for entry in self.entries if entry.text)

    @property
    def tag(self) -> str:
        """Billable, not, courtesy or mixed, or "" for a blank cell."""
        return _one_of(_tag(entry) for entry in self.entries)

    @property
    def is_several(self) -> bool:
        """Return whether the field shows a sum of several entries, which are changed one by one."""
        return len(self.entries) > 1


@dataclass(frozen=True, slots=True)
class Row:
    """Some work over the days, and what is left of its plan."""

    choice: Choice
    cells: tuple[Cell, ...]
    left: int | None

    @property
    def key(self) -> str:
        """The key of the work."""
        return str(self.choice.key)

    @property
    def seconds(self) -> int:
        """The week's sum."""
        return sum(cell.seconds for cell in self.cells)

    @property
    def tag(self) -> str:
        """Return how its time is charged: billable, not, courtesy, mixed, or "" without time."""
        return _one_of(cell.tag for cell in self.cells if cell.tag)

    @property
    def over(self) -> int:
        """Seconds past its plan."""
        return max(-(self.left or 0), 0)

    @property
    def new_tag(self) -> str:
        """Return how new time in this row is charged: as the rest of its week, or billable if that isn't clear."""
        return self.tag if self.tag in (NOT_BILLABLE, COURTESY) else BILLABLE

    @property
    def about(self) -> str:
        """The line or work item, or why there is none."""
        if self.choice.inside or self.choice.key.project_id:
            return self.choice.inside
        return _("no line: account service") if self.choice.is_client else ""


@dataclass(frozen=True)
class Sheet:
    """The whole week of one person."""

    week: Week
    days: tuple[Day, ...]
    rows: tuple[Row, ...]
    faults: int = field(default=0)

    @cached_property
    def seconds(self) -> int:
        """Seconds logged."""
        return sum(day.seconds for day in self.days)

    @cached_property
    def expected(self) -> int:
        """Seconds expected."""
        return sum(day.expected for day in self.days)

    @cached_property
    def span(self) -> str:
        """The days of the week: 23–29 Nov."""
        return formats.days(self.week.monday, self.week.sunday)

    @cached_property
    def closed(self) -> list[str]:
        """The closed months it overlaps."""
        return [formats.month(month) for month in sorted({month_of(day.date) for day in self.days if day.closed})]

    @cached_property
    def over(self) -> list[Row]:
        """The rows with more time than planned."""
        return [row for row in self.rows if row.left is not None and row.left < 0 and row.seconds]

    @cached_property
    def has_plans(self) -> bool:
        """Return whether anything is left or over of a plan, so that the column says something."""
        return any(row.left is not None for row in self.rows)

    def cell(self, key: str, number: int) -> Cell | None:
        """Return a cell by its row's key and its day, 1 to 7, or None."""
        return next((row.cells[number - 1] for row in self.rows if row.key == key), None)

    def day(self, on: date) -> Day:
        """Return one of its days."""
        return self.days[(on - self.week.monday).days]

    def on(self, day: Day) -> list[tuple[Row, Entry]]:
        """Return the entries of a day with their rows."""
        cells = ((row, row.cells[day.number - 1]) for row in self.rows)
        return [(row, entry) for row, cell in cells for entry in cell.entries]

    @cached_property
    def notes(self) -> list[tuple[Day, Row, Entry]]:
        """Return the entries with notes, newest day first."""
        return [(day, row, entry) for day in reversed(self.days) for row, entry in self.on(day) if entry.text]

    @cached_property
    def complete(self) -> list[str]:
        """The names of the days with all expected time logged."""
        return [formats.long_weekday(day.date) for day in self.days if day.is_complete]


def sheet(by: Actor, week: Week, *, today: date) -> Sheet:
    """Return the actor's own week: rows with time, added rows without, all with labels."""
    person = person_of(by)
    found = Entry.objects.filter(person=person, work_date__range=(week.monday, week.sunday))
    entries = found.select_related("account", "project__account", "line", "item").order_by("work_date", "pk")
    cells: defaultdict[str, dict[date, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    choices: dict[str, tuple[Choice, str]] = {}
    for thing in [*entries, *_rows_without_time(by, week)]:
        choice = search.of(thing.account, thing.project, thing.line, thing.item, agency=agency_name())
        choices.setdefault(str(choice.key), (choice, _held(thing)))
        if isinstance(thing, Entry):
            cells[str(choice.key)][thing.work_date].append(thing)
    logged = {day: sum(e.seconds for one in cells.values() for e in one[day]) for day in week.days}
    days = _days(person, week, today, logged)
    left = lefts.left_of([choice.key for choice, _held_by in choices.values()], on=min(today, week.sunday))
    rows = (
        Row(choice, tuple(_cell(day, key, cells[key][day.date], held) for day in days), left.get(choice.key))
        for key, (choice, held) in choices.items()
    )
    ordered = sorted(rows, key=lambda row: (not row.choice.is_client, row.choice.label.casefold()))
    return Sheet(week, days, tuple(ordered))


def _rows_without_time(by: Actor, week: Week) -> Sequence[SheetRow]:
    rows = SheetRow.objects.filter(person_id=by.person_id, monday=week.monday)
    return list(rows.select_related("account", "project__account", "line", "item").order_by("pk"))


def days_with_time(person: Person, today: date) -> tuple[Day, ...]:
    """Return the days of someone's week with their expected and logged time."""
    week = week_of(today)
    found = Entry.objects.filter(person=person, work_date__range=(week.monday, week.sunday)).order_by()
    logged = dict(found.values_list("work_date").annotate(seconds=Sum("seconds")))
    return _days(person, week, today, dict.fromkeys(week.days, 0) | logged)


def _days(person: Person, week: Week, today: date, logged: Mapping[date, int]) -> tuple[Day, ...]:
    country, weekly = agency().country, weekly_of([person])[person.pk]
    holidays = public_holidays(country, week.monday.year) | public_holidays(country, week.sunday.year)
    closed, found = queries.closed_months(), []
    for number, on in enumerate(week.days, 1):
        off = on.weekday() >= WORKING_DAYS or on in holidays
        expected = 0 if off else weekly.expected([on])
        found.append(Day(on, number, on == today, holidays.get(on, ""), month_of(on) in closed, expected, logged[on]))
    return tuple(found)


def _cell(day: Day, key: str, entries: list[Entry], held: str) -> Cell:
    if day.closed:
        held = capfirst(_("%(month)s is closed.") % {"month": formats.month(month_of(day.date))})
    elif any(entry.state == APPROVED for entry in entries):
        held = _("This time is approved.")
    elif any(entry.state == SUBMITTED for entry in entries):
        held = _("This time is submitted.")
    elif entries:
        held = ""
    return Cell(day, key, tuple(entries), held)


def _held(thing: Entry | SheetRow) -> str:
    if thing.project and thing.project.status in CLOSED:
        return _("%(project)s is closed.") % {"project": thing.project.name}
    return ""


def _tag(entry: Entry) -> str:
    return COURTESY if entry.courtesy else BILLABLE if entry.billable else NOT_BILLABLE


def _one_of(tags: Iterable[str]) -> str:
    kinds = set(tags)
    return kinds.pop() if len(kinds) == 1 else (MIXED if kinds else "")
