"""The captions of a retainer's figures."""

from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from amity.retainers import captions, wording

HOUR = 3600


@dataclass
class Row:
    """What is available in a period, in seconds."""

    included: int
    rolled_in: int = 0
    bought: int = 0

    @property
    def there(self):
        return self.included + self.rolled_in + self.bought


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (Row(12 * HOUR), "all included"),
        (Row(12 * HOUR, rolled_in=3 * HOUR), "12 h + 3 h rolled in"),
        (Row(12 * HOUR, rolled_in=-3 * HOUR), "12 h, less 3 h from the period before"),
        (Row(12 * HOUR, -3 * HOUR, 5 * HOUR), "12 h + 5 h bought, less 3 h from the period before"),
    ],
)
def test_what_is_available_says_how_it_is_made_up(row, said):
    page = SimpleNamespace(period=SimpleNamespace(row=row))

    made_up = captions._available(page, wording.Unit("hours", "EUR", fee=True))

    assert made_up.replace("\u00a0", " ") == said
