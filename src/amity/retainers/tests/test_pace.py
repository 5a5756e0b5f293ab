"""The expected end of a period at its pace, the range of that estimate, and barely used retainers."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from amity.retainers.pace.rules import Past, below_pace, even, pace, same_share
from amity.retainers.spans.rules import spans, start_of

H = 3_600


def test_the_arithmetic_of_the_board():
    seen = pace(60 * H, 16, 21)

    assert seen.expected == round(78.75 * H)
    assert even(65 * H, 16, 21) == round(65 * H * 16 / 21)


def test_the_range_is_how_far_earlier_periods_ended_from_their_own_pace():
    past = [Past(30, 60), Past(30, 55), Past(30, 72)]

    seen = pace(40, 10, 20, past)

    assert (seen.low, seen.expected, seen.high) == (round(80 * 55 / 60), 80, round(80 * 72 / 60))


def test_two_earlier_periods_say_nothing_and_a_day_that_has_not_come_expects_nothing():
    assert pace(40, 10, 20, [Past(1, 2), Past(1, 2)]).low is None
    assert pace(0, 0, 20).expected is None


def test_nothing_used_late_is_below_pace_and_nothing_is_early_or_where_nothing_is_included():
    assert below_pace(pace(0, 18, 21), 31 * H)
    assert below_pace(pace(10 * H, 18, 21), 23 * H)
    assert not below_pace(pace(14 * H, 18, 21), 23 * H)
    assert not below_pace(pace(0, 6, 21), 31 * H)
    assert not below_pace(pace(0, 18, 21), 0)


def test_the_same_share_of_a_longer_month_is_rounded_up():
    assert [same_share(16, 21, days) for days in (21, 20, 23)] == [16, 16, 18]


@given(
    st.integers(0, 10**6),
    st.integers(1, 23),
    st.integers(0, 10),
    st.lists(st.builds(Past, st.integers(0, 99), st.integers(0, 99))),
)
def test_the_range_holds_what_is_expected_and_never_ends_below_what_is_used(used, gone, more, past):
    seen = pace(used, gone, gone + more, past)

    assert seen.expected is not None
    assert seen.expected >= used
    if seen.low is not None and seen.high is not None:
        assert used <= seen.low <= seen.expected <= seen.high


def test_periods_of_three_months_count_from_the_month_of_the_start():
    quarters = list(spans(date(2026, 2, 15), None, 3, date(2026, 8, 1)))

    assert [(one.first, one.last) for one in quarters] == [
        (date(2026, 2, 1), date(2026, 4, 30)), (date(2026, 5, 1), date(2026, 7, 31)),
        (date(2026, 8, 1), date(2026, 10, 31)),
    ]  # fmt: skip
    assert quarters[0].starts_on == date(2026, 2, 15)
    assert start_of(date(2026, 2, 15), 3, date(2026, 7, 9)) == date(2026, 5, 1)
