"""People with missing time last week or a waiting split, by the current time in their zone."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Sum

from amity.agency.calendars import working_days
from amity.agency.capacity import weekly_of
from amity.agency.queries import agency, limit
from amity.people.models import Person
from amity.timesheets.approval.queries import time_rules
from amity.timesheets.models import Entry
from amity.timesheets.reminders.models import NoReminders, Reminded
from amity.timesheets.split.models import SplitShare
from amity.timesheets.split.queries import week_plan
from amity.timesheets.week.days import Week, week_of
from amity.ui.reader_format import zone

Wording = Callable[[], tuple[str, str, str]]
"""Returns subject, sentence and URL name, in the active language."""
AFTERNOON: Final = 14
"""The hour of the week's last working day from which people are reminded of the split."""
WHOLE: Final = 10_000


@dataclass(frozen=True, slots=True)
class Missing:
    """A person's last week with less time than expected, in seconds."""

    person: Person
    week: Week
    logged: int
    expected: int


def wants_reminders(person_id: int) -> bool:
    """Return whether the person wants reminders."""
    return not NoReminders.objects.filter(person_id=person_id).exists()


def missing_last_week(now: datetime) -> list[Missing]:
    """Return everyone due a reminder now: the weekday and hour have come in their time zone.

    Leaves out people who have left, have no address or want no reminders, those without expected time, as in a week
    with a capacity of 0, and those whose completeness reaches the agency's limit.
    """
    rules = time_rules()
    if not rules.reminders:
        return []
    due = []
    for person, local in _people(now):
        if local.weekday() == rules.remind_weekday and local.hour >= rules.remind_hour:
            due.append((person, week_of(local.date()).before))
    done = set(Reminded.objects.filter(kind="time").values_list("person_id", "monday")) if due else set()
    due = [(person, week) for person, week in due if (person.pk, week.monday) not in done]
    floor = limit("completeness.floor") if due else 0
    found = []
    for week in {week for _person, week in due}:
        people = [person for person, one in due if one == week]
        wanted, logged = _expected(people, week), _logged(people, week)
        for person in people:
            if logged[person.pk] * WHOLE < floor * wanted[person.pk]:
                found.append(Missing(person, week, logged[person.pk], wanted[person.pk]))
    return found


def splits_waiting(now: datetime) -> list[tuple[Person, Week]]:
    """Return people who haven't confirmed this week's split and weren't reminded."""
    found = []
    with_split = set(SplitShare.objects.filter(weekly_seconds__gt=0).values_list("person_id", flat=True))
    for person, local in _people(now) if with_split else ():
        week = week_of(local.date())
        if person.pk not in with_split or local.hour < AFTERNOON:
            continue
        if Reminded.objects.filter(person=person, kind="split", monday=week.monday).exists():
            continue
        if week_plan(person, week, local.date()).waits:
            found.append((person, week))
    return found


def _people(now: datetime) -> Iterator[tuple[Person, datetime]]:
    """Yield active people with an address who want reminders, with their local time."""
    wanted = Person.objects.filter(is_active=True, mail__isnull=False).exclude(
        pk__in=NoReminders.objects.values("person")
    )
    for person in wanted.order_by("pk"):
        yield person, now.astimezone(zone(person.time_zone))


def _expected(people: list[Person], week: Week) -> dict[int, int]:
    days = list(working_days(agency().country, week.monday, week.sunday))
    return {person: weekly.expected(days) for person, weekly in weekly_of(people).items()}


def _logged(people: list[Person], week: Week) -> defaultdict[int, int]:
    rows = Entry.objects.filter(person__in=people, work_date__range=(week.monday, week.sunday)).order_by()
    found: defaultdict[int, int] = defaultdict(int)
    found.update(rows.values_list("person_id").annotate(Sum("seconds")))
    return found


def missing_in(person: Person, week: Week) -> Missing | None:
    """Return a person's week if its time is below the agency's limit."""
    wanted, logged = _expected([person], week)[person.pk], _logged([person], week)[person.pk]
    return Missing(person, week, logged, wanted) if logged * WHOLE < limit("completeness.floor") * wanted else None
