"""The push budget: so many unprompted messages by role, over days that move on, shared by contacts of one address."""

from datetime import date, timedelta

import pytest

from amity.accounts.pushes.rules import MONTH, WEEK, Budget, Left, budget_of, left_of

LIMITS = {"push.day_to_day": 5, "push.decision_maker": 2, "push.sponsor": 2}
TODAY = date(2026, 11, 23)


def days_ago(*numbers):
    return [TODAY - timedelta(days=number) for number in numbers]


@pytest.mark.parametrize(
    ("roles", "budget"),
    [
        (["day_to_day"], Budget(5, WEEK)),
        (["decision_maker"], Budget(2, WEEK)),
        (["sponsor"], Budget(2, MONTH)),
        (["finance"], Budget(5, WEEK)),
        ([], Budget(5, WEEK)),
        (["day_to_day", "sponsor"], Budget(2, MONTH)),
        (["decision_maker", "day_to_day", "legal"], Budget(2, WEEK)),
    ],
)
def test_a_role_has_its_budget_and_of_several_the_smallest_counts(roles, budget):
    assert budget_of(roles, LIMITS) == budget


def test_the_limits_of_the_agency_decide_which_is_the_smallest():
    assert budget_of(["decision_maker", "day_to_day"], LIMITS | {"push.day_to_day": 1}) == Budget(1, WEEK)


def test_the_last_seven_days_count_today_included():
    assert left_of(Budget(5, WEEK), days_ago(0, 3, 6, 7, 30, -1), TODAY) == Left(Budget(5, WEEK), 3)


def test_once_it_is_spent_it_says_when_the_next_one_is_free():
    spent = left_of(Budget(2, WEEK), days_ago(1, 4), TODAY)

    assert (spent.left, spent.next_on) == (0, TODAY + timedelta(days=3))
    assert left_of(Budget(2, WEEK), days_ago(1, 4), TODAY + timedelta(days=3)).left == 1
    assert left_of(Budget(2, WEEK), days_ago(1, 4), TODAY + timedelta(days=2)).left == 0


def test_more_than_allowed_is_none_left_and_the_next_is_free_when_enough_are_over():
    over = left_of(Budget(2, WEEK), days_ago(0, 1, 1, 5), TODAY)

    assert (over.left, over.used, over.next_on) == (0, 4, TODAY + timedelta(days=6))


def test_a_budget_of_none_never_has_any():
    assert left_of(Budget(0, WEEK), [], TODAY) == Left(Budget(0, WEEK), 0)
    assert left_of(Budget(0, WEEK), [], TODAY).left == 0
