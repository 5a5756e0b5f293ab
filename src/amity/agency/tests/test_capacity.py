"""Working time: expected hours of each person by day."""

from datetime import date

import pytest

from amity.agency.calendars import working_days
from amity.agency.capacity import Weekly, weekly_of
from amity.agency.workforce import People
from amity.people.models import Capacity, Discipline, DisciplineSince
from tests.builders import make_person

WEEK = (date(2026, 11, 23), date(2026, 11, 29))
HALF_SINCE_THURSDAY = Weekly(0, ((date(2026, 1, 1), 36_000), (date(2026, 11, 26), 18_000)))


def test_a_fifth_of_the_week_in_force_is_expected_on_each_working_day():
    days = list(working_days("DE", *WEEK))

    assert [HALF_SINCE_THURSDAY.expected([day]) for day in days] == [7_200, 7_200, 7_200, 3_600, 3_600]
    assert HALF_SINCE_THURSDAY.expected(days) == 28_800


def test_nothing_is_expected_on_a_holiday_nor_before_the_first_dated_row():
    christmas = working_days("DE", date(2026, 12, 21), date(2026, 12, 27))

    assert HALF_SINCE_THURSDAY.expected(christmas) == 4 * 3_600
    assert HALF_SINCE_THURSDAY.on(date(2025, 12, 31)) == 0


@pytest.mark.django_db
def test_undated_time_counts_only_for_who_is_here_and_has_no_dated_row():
    here = make_person("Here", weekly_seconds=144_000)
    gone = make_person("Gone", weekly_seconds=144_000, is_active=False)
    dated = make_person("Dated", weekly_seconds=144_000)
    Capacity.objects.create(person=dated, weekly_seconds=72_000, valid_from=date(2026, 11, 25))

    found = weekly_of([here, gone, dated])

    assert [found[one.pk].on(date(2026, 11, 24)) for one in (here, gone, dated)] == [144_000, 0, 0]
    assert found[dated.pk].on(date(2026, 11, 25)) == 72_000


@pytest.mark.django_db
def test_hours_go_to_the_discipline_of_each_date_also_when_dates_are_asked_again():
    design, build = Discipline.objects.create(name="Design"), Discipline.objects.create(name="Build")
    mover, none = make_person("Mover", discipline=design), make_person("None")
    DisciplineSince.objects.create(person=mover, discipline=build, valid_from=date(2026, 11, 25))
    people, seconds = People(), {mover.pk: 3_600, none.pk: 60}

    for _again in range(2):
        assert people.by_discipline(seconds, date(2026, 11, 24)) == {design.pk: 3_600, 0: 60}
        assert people.by_discipline(seconds, date(2026, 11, 25)) == {build.pk: 3_600, 0: 60}
    assert people.by_discipline({none.pk: 60}, date(2026, 11, 25)) == {0: 60}
