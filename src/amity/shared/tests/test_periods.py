"""Months as whole numbers."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from amity.shared.dates.periods import (
    first_day,
    last_day,
    month_of,
    months_back,
    months_between,
    next_month,
    previous_month,
)

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@given(DAYS)
def test_a_day_is_in_its_month(day):
    assert first_day(month_of(day)) <= day <= last_day(month_of(day))


@given(DAYS)
def test_the_month_after_the_month_before_is_the_month(day):
    month = month_of(day)

    assert next_month(previous_month(month)) == month


def test_a_year_has_twelve_months():
    assert list(months_between(202601, 202612))[-1] == 202612
    assert len(list(months_between(202601, 202612))) == 12
    assert months_back(202601, 12) == 202501


def test_february_of_a_leap_year_ends_on_its_29th():
    assert last_day(202802) == date(2028, 2, 29)
