"""What is at stake grows with a delay and with whom it concerns, never beyond its bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.waiting.stakes import MOST, grown, working_days

EFFECT = st.integers(1, MOST)
DAYS = st.integers(0, 400)


@pytest.mark.parametrize(("days", "found"), [(0, 0), (1, 1), (2, 2), (3, 3), (7, 5), (14, 10), (28, 20)])
def test_five_of_seven_days_are_working_days(days, found):
    assert working_days(days) == found


@pytest.mark.parametrize(
    ("days", "weight", "found"), [(0, 0, (2, 2)), (0, 1, (3, 2)), (7, 0, (3, 2)), (14, 0, (4, 3)), (28, 1, (5, 4))]
)
def test_a_delay_affects_the_client_first_and_who_decides_weighs_more(days, weight, found):
    stakes = grown(2, 2, days_late=days, weight=weight)

    assert (stakes.client, stakes.agency) == found


@given(EFFECT, EFFECT, DAYS, DAYS, st.integers(0, 1))
def test_a_longer_delay_never_means_less(client, agency, days, more, weight):
    before = grown(client, agency, days_late=days, weight=weight)
    after = grown(client, agency, days_late=days + more, weight=weight)

    assert client <= before.client <= after.client <= MOST
    assert agency <= before.agency <= after.agency <= MOST
