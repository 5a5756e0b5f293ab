"""What an item means for the client and for the agency, from 1 (little) to 5 (the year is decided by it)."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from amity.shared.money import Money

MOST: Final = 5
SHARES_OF_FEE: Final = (2, 5, 10, 20)
"""Percent of an account's yearly fee from which money at stake has the effects 2, 3, 4 and 5; any money has 1."""
DAYS_OF_DELAY: Final = (2, 5, 10, 20)
"""Working days late from which a delay has the effects 2, 3, 4 and 5; any delay has 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stakes:
    """The effects of an item on the client and on the agency before its money is counted, and the money at stake."""

    client: int
    agency: int
    money: Money | None = None


def of_money(minor: int, yearly_fee: int) -> int:
    """Return the effect of money as a share of the account's yearly fee, both in minor units.

    Where the fee isn't known, money has the least effect there is: what is unknown never raises a score.
    """
    if minor <= 0:
        return 0
    return 1 + bisect_right(SHARES_OF_FEE, minor * 100 // yearly_fee) if yearly_fee > 0 else 1


def of_delay(days: int) -> int:
    """Return the effect of being this many working days late."""
    return 1 + bisect_right(DAYS_OF_DELAY, days) if days > 0 else 0


def grown(client: int, agency: int, *, days_late: int = 0, weight: int = 0, money: Money | None = None) -> Stakes:
    """Return stakes that grow with a delay and with the weight of the person whom something concerns.

    `client` and `agency` are the effects while nothing is late. A delay of so many calendar days affects both sides,
    the agency one step less. `weight` is added on the client's side.
    """
    delay = of_delay(working_days(days_late))
    return Stakes(client=at_most(max(client, delay) + weight), agency=at_most(max(agency, delay - 1)), money=money)


def working_days(days: int) -> int:
    """Return about how many working days are in so many calendar days: five of seven, rounded up."""
    return -(-days * 5 // 7)


def at_most(effect: int) -> int:
    """Return an effect within its bounds, 0 to 5."""
    return max(0, min(effect, MOST))
