"""The arithmetic of the standing split."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from amity.timesheets.split.rules import fitting, planned, spread, spread_in_room, still_open

MON = date(2026, 11, 23)
DAYS = [MON + timedelta(days=number) for number in range(5)]
HOUR = 3600


def test_a_holiday_shortens_the_plan_by_a_fifth():
    assert planned(10 * HOUR, 4) == 8 * HOUR


def test_what_was_logged_by_hand_counts_towards_the_plan():
    assert still_open(5 * HOUR, 2 * HOUR) == 3 * HOUR
    assert still_open(5 * HOUR, 6 * HOUR) == 0


def test_days_with_time_get_less_so_that_the_week_comes_out_even():
    found = spread(3 * HOUR, DAYS, {DAYS[0]: HOUR, DAYS[1]: HOUR})

    assert found == {DAYS[2]: HOUR, DAYS[3]: HOUR, DAYS[4]: HOUR}


def test_days_with_room_are_filled_first_and_only_the_rest_goes_above():
    room = {DAYS[0]: HOUR, DAYS[4]: 2 * HOUR}

    assert spread_in_room(3 * HOUR, DAYS, {}, room) == {DAYS[0]: HOUR, DAYS[4]: 2 * HOUR}
    assert sum(spread_in_room(8 * HOUR, DAYS, {}, room).values()) == 8 * HOUR
    assert spread_in_room(5 * HOUR, DAYS, {}, None) == spread(5 * HOUR, DAYS, {})


def test_what_does_not_fit_is_taken_from_each_account_by_its_share():
    assert fitting([4 * HOUR, 2 * HOUR], 3 * HOUR) == [2 * HOUR, HOUR]
    assert fitting([4 * HOUR, 2 * HOUR], None) == [4 * HOUR, 2 * HOUR]
    assert fitting([0, 0], 0) == [0, 0]


def test_minutes_are_whole_and_the_rest_goes_to_the_last_day():
    found = spread(3 * HOUR + 7, DAYS, {})

    assert [found[day] for day in DAYS] == [2160, 2160, 2160, 2160, 2167]


@given(
    st.integers(0, 7 * 86_400),
    st.lists(st.sampled_from(DAYS), unique=True, min_size=1).map(sorted),
    st.dictionaries(st.sampled_from(DAYS), st.integers(0, 86_400)),
)
def test_the_parts_sum_to_the_amount_and_none_is_below_zero(seconds, days, logged):
    found = spread(seconds, days, logged)

    assert sum(found.values()) == seconds
    assert all(part > 0 for part in found.values())
    assert found.keys() <= set(days)
