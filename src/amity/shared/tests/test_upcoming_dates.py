"""Upcoming dates with reminders."""

from datetime import date

import pytest

from amity.shared.dates.upcoming_dates import upcoming_date

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("on", "step"), [(date(2027, 2, 24), None), (date(2027, 2, 23), 90), (date(2027, 1, 20), 60), (TODAY, 30)]
)
def test_a_day_is_warned_of_90_60_and_30_days_ahead(on, step):
    found = upcoming_date("ends", on, TODAY)

    assert (found.step if found else None) == step
