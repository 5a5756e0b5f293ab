"""The time to go on an open request that has used up its plan is unknown, not 0."""

from datetime import date

import pytest

from amity.retainers.requests.queries import Asked


@pytest.mark.parametrize(
    ("planned", "used", "closed", "past"),
    [
        (10, 4, False, False),
        (10, 10, False, True),
        (10, 14, False, True),
        (10, 14, True, False),
        (None, 3, False, False),
    ],
)
def test_an_open_request_with_its_plan_used_up_is_past_it(planned, used, closed, past):
    one = Asked(1, 1, "Banner", 1, "", date(2026, 11, 2), None, planned, used, used, closed, "over")

    assert one.past_plan is past
