"""The current month of the story, without a database: it continues like the months before, on any date."""

from collections import defaultdict
from datetime import date

import pytest

from amity.agency.calendars import working_days
from amity.demo.book.accounts import QUIET_FROM
from amity.demo.book.people import CAST
from amity.demo.book.works import WORKS
from amity.demo.days.rows import Row
from amity.demo.days.running_month import USED, Running, rows_since
from amity.shared.dates.periods import first_day, last_day, month_of, previous_month
from amity.shared.stories import Calendar

MIDDLE, SUMMER, SUNDAY, FIRST, FREE = (
    date(2026, 11, 25), date(2026, 8, 14), date(2027, 1, 17), date(2026, 12, 1), date(2026, 11, 1)
)  # fmt: skip
WEEKLY = {person.name: person.weekly[-1][1] for person in CAST if person.weekly}


def running(today: date, **more: object) -> Running:
    """Return the month up to a date, without logged time."""
    month = month_of(today)
    days = list(working_days("IE", first_day(month), last_day(month)))
    return Running(days, today, **{"taken": {}, **more})  # type: ignore[arg-type]


def running_rows(today: date, seed: int = 1, **more: object) -> list[Row]:
    """Return the rows of the current month."""
    return rows_since(Calendar(previous_month(month_of(today))), running(today, **more), seed)


@pytest.mark.parametrize("today", [MIDDLE, SUMMER, SUNDAY])
def test_time_is_about_complete_and_the_last_day_a_little_behind(today: date) -> None:
    rows, days = running_rows(today), [day for day in running(today).days if day < today]
    logged: defaultdict[date, int] = defaultdict(int)
    for row in rows:
        logged[row.day] += row.minutes

    there = sum(WEEKLY.values()) * 12
    assert 0.95 <= sum(logged[day] for day in days) / (there * len(days)) <= 0.985
    assert logged[days[-1]] < 0.95 * there


@pytest.mark.parametrize("today", [MIDDLE, SUMMER, SUNDAY, FIRST, FREE])
def test_nothing_lies_ahead_or_on_a_free_day_and_no_one_works_through_the_night(today: date) -> None:
    rows = running_rows(today)
    days: defaultdict[tuple[str, date], int] = defaultdict(int)
    for row in rows:
        days[row.person, row.day] += row.minutes

    assert {row.day for row in rows} <= set(running(today).days)
    assert max(days.values(), default=0) <= 11 * 60
    assert all(row.minutes > 0 for row in rows)
    assert bool(rows) == bool(running(today).days)


def test_the_same_seed_and_day_tell_the_same_month() -> None:
    assert running_rows(MIDDLE, 7) == running_rows(MIDDLE, 7)
    assert running_rows(MIDDLE, 7) != running_rows(MIDDLE, 8)


def test_a_day_with_time_on_it_is_only_filled_up() -> None:
    day, name = date(2026, 11, 12), "Lotte Vries"
    whole = running_rows(MIDDLE, taken={(name, day): 480})
    part = running_rows(MIDDLE, taken={(name, day): 300})

    assert not [row for row in whole if (row.person, row.day) == (name, day)]
    assert 120 <= sum(row.minutes for row in part if (row.person, row.day) == (name, day)) <= 300


def test_what_was_worked_already_counts_and_what_has_a_story_of_its_own_or_is_over_gets_nothing() -> None:
    ferry = next(place for place, work in enumerate(WORKS) if work.name == "Ferry care")
    rows = running_rows(MIDDLE)
    more = running_rows(MIDDLE, worked={ferry: 15 * 60})
    works = {WORKS[row.work].name: WORKS[row.work] for row in rows if row.work is not None}

    hours = [sum(row.minutes for row in found if row.work == ferry) / 60 for found in (rows, more)]
    assert 22 <= hours[0] <= 33
    assert abs(hours[0] - hours[1] - 15) <= 2
    assert not any(work.over or work.account in QUIET_FROM for work in works.values())
    assert not {name for (_account, name), part in USED.items() if part == 0} & set(works)
