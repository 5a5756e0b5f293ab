"""How exactly a difference of times is shown."""

import pytest

from amity.ui.differences import hours_apart

HOUR = 3_600


@pytest.mark.parametrize(
    ("seconds", "of", "shown"),
    [
        (-int(1.5 * HOUR), (304 * HOUR, int(302.5 * HOUR)), "−2 h"), (int(2.2 * HOUR), (402 * HOUR, 1), "+2 h"),
        (int(0.4 * HOUR), (304 * HOUR, 304 * HOUR), "0 h"), (-int(0.4 * HOUR), (100 * HOUR,), "0 h"),
        (int(1.5 * HOUR), (9 * HOUR, int(7.5 * HOUR)), "+1.5 h"), (int(0.25 * HOUR), (97 * HOUR, None), "+0.25 h"),
        (0, (4 * HOUR,), "0 h"), (None, (1,), "–"), (120 * HOUR, (20 * HOUR,), "+120 h"),
    ],
)  # fmt: skip
def test_a_difference_is_as_exact_as_what_it_is_the_difference_of(seconds, of, shown):
    assert (
        hours_apart(seconds, *of).replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ") == shown
    )
