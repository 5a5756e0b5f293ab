"""The fifteen minutes of an agenda, its week, and the surprise rate."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from amity.expectations.rules import raised_by_client
from amity.huddles.rules import MINUTES, MOST, at_stake, minutes, week_of
from amity.huddles.surprises.rules import Raised, Rate, by_quarter, quarters, rate, since

DAY = date(2026, 11, 23)


def test_the_larger_effect_counts_twice():
    assert (at_stake(3, 4), at_stake(4, 3), at_stake(1, 1)) == (44, 44, 12)


def test_six_points_share_fifteen_minutes_and_the_most_at_stake_gets_most():
    assert minutes([44, 32, 32, 24, 24, 20]) == [4, 3, 3, 2, 2, 1]


@given(st.lists(st.integers(12, 60), min_size=1, max_size=MOST))
def test_the_minutes_are_always_fifteen_and_more_at_stake_never_gets_fewer(stakes):
    found = minutes(sorted(stakes, reverse=True))

    assert sum(found) == MINUTES
    assert found == sorted(found, reverse=True)
    assert min(found) >= 1


def test_an_empty_agenda_has_no_minutes():
    assert minutes([]) == []


def test_a_week_is_known_by_its_monday():
    assert [week_of(date(2026, 11, day)) for day in (23, 25, 29)] == [DAY] * 3
    assert week_of(date(2026, 11, 30)) == date(2026, 11, 30)


def test_the_surprise_rate_counts_what_the_client_raised_of_all_in_ninety_days():
    issues = [Raised(DAY, True), Raised(since(DAY), False), Raised(date(2026, 8, 25), True), Raised(DAY, False)]

    found = rate(issues, since(DAY), DAY)

    assert (found, found.share) == (Rate(1, 3), 3_333)


def test_without_an_issue_the_rate_is_unknown_and_not_0():
    assert rate([], since(DAY), DAY).share is None


def test_quarters_end_with_the_running_one():
    assert quarters(date(2026, 2, 10), 3) == [
        (date(2025, 7, 1), date(2025, 9, 30)),
        (date(2025, 10, 1), date(2025, 12, 31)),
        (date(2026, 1, 1), date(2026, 2, 10)),
    ]
    raised = [Raised(date(2026, 9, 30), True), Raised(date(2026, 10, 1), False)]
    assert [one for _first, one in by_quarter(raised, DAY)][2:] == [Rate(1, 1), Rate(0, 1)]


def test_a_conflict_shortly_after_a_contacts_words_was_raised_by_them():
    found = {days: raised_by_client(date(2026, 11, 23 - days), DAY, stated=True) for days in (0, 7, 8)}

    assert found == {0: True, 7: True, 8: False}
    assert not raised_by_client(DAY, DAY, stated=False)
    assert not raised_by_client(None, DAY, stated=True)
    assert not raised_by_client(date(2026, 11, 24), DAY, stated=True)
