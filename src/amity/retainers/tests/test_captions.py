"""The captions of a retainer's figures."""

import pytest

from amity.retainers import captions, wording
from amity.retainers.ledger.rules import Row

HOUR = 3600
UNUSED = Row(0, 12 * HOUR, 0, 0, 0, 0, 0, 0, 0, 0, 0, (), ())


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (UNUSED, "all included"),
        (UNUSED._replace(rolled_in=3 * HOUR), "12 h + 3 h rolled in"),
        (UNUSED._replace(rolled_in=-3 * HOUR), "12 h, less 3 h overage from the period before"),
        (
            UNUSED._replace(rolled_in=-3 * HOUR, bought=5 * HOUR),
            "12 h + 5 h bought, less 3 h overage from the period before",
        ),
    ],
)
def test_what_is_available_says_how_it_is_made_up(row, said):
    made_up = captions.available(row, wording.Unit("hours", "EUR", fee=True))

    assert made_up.replace("\u00a0", " ") == said
