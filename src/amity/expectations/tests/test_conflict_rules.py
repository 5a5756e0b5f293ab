"""Rules of conflicts: which option is better for a side, and by when one is settled."""

from datetime import date

import pytest

from amity.expectations import rules
from amity.expectations.conflicts.commands import settle_by


@pytest.mark.parametrize(
    ("today", "by"), [(date(2026, 11, 26), date(2026, 11, 30)), (date(2026, 11, 29), date(2026, 12, 1))]
)
@pytest.mark.django_db
def test_a_conflict_is_settled_within_two_working_days(agency, today, by):
    assert settle_by(today) == by


def test_the_best_for_a_side_is_named_only_where_the_chosen_one_is_worse():
    assert rules.better_for({"absorb": -4, "change_order": 3}, "absorb") == "change_order"
    assert rules.better_for({"absorb": 3, "change_order": 3}, "absorb") == ""
    assert rules.better_for({}, "absorb") == ""
