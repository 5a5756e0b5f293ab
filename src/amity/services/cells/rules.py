"""Pure rules of the services map: what a cell shows, what contradicts it, and how much of an account we serve."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from amity.shared.dates.periods import month_of
from amity.shared.values import Minor, OneOf, Text

DELIVER: Final = "deliver"
COMPETITOR: Final = "competitor"
IN_HOUSE: Final = "in_house"
NO_ONE: Final = "no_one"
NOT_RELEVANT: Final = "not_relevant"
UNKNOWN: Final = "unknown"
STATES: Final = (DELIVER, COMPETITOR, IN_HOUSE, NO_ONE, NOT_RELEVANT, UNKNOWN)

MONTHS: Final = 12
"""A service we delivered or invoiced in so many months, or sold and haven't begun, is one we deliver."""


@dataclass(frozen=True, slots=True)
class CellFields:
    """What someone recorded about a service at an account. `spend` is a year's, in the account's currency.

    `goal_id` is the client's goal that the service would serve.
    """

    state: Annotated[str, OneOf(STATES)]
    competitor: Annotated[str, Text(120)] = ""
    spend: Annotated[int | None, Minor()] = None
    contract_ends_on: date | None = None
    goal_id: int | None = None
    reason: Annotated[str, Text(300)] = ""


@dataclass(frozen=True, slots=True)
class Records:
    """What our own records have about a service at an account, in the months that count.

    `worked` and `invoiced` are seconds and the last month (YYYYMM) of each; `sold_on` is when a line was signed,
    `quoted_on` when one was quoted. 0 and None mean none.
    """

    seconds: int = 0
    worked: int = 0
    invoiced: int = 0
    sold_on: date | None = None
    quoted_on: date | None = None

    @property
    def newest(self) -> int:
        """Return the newest month in which we delivered, invoiced or sold, 0 if there is none."""
        return max(self.worked, self.invoiced, month_of(self.sold_on) if self.sold_on else 0)


NOTHING: Final = Records()


@dataclass(frozen=True, slots=True)
class Cell:
    """The state of a service at an account. `by_hand`: someone recorded it. `is_disputed`: records contradict that."""

    state: str
    by_hand: bool = False
    is_disputed: bool = False


def cell_of(recorded: str, recorded_on: date | None, records: Records, *, since: int) -> Cell:
    """Return what a cell shows: the newer of what someone recorded and what our records have.

    Records have months, so those of a later month than the entry contradict it, and win. `recorded` is "" without an
    entry. One that says we deliver is disputed once it is older than `since` (YYYYMM) and nothing supports it.
    """
    newest = records.newest
    if not recorded or recorded_on is None:
        return Cell(DELIVER if newest else UNKNOWN)
    if recorded == DELIVER:
        return Cell(DELIVER, by_hand=True, is_disputed=not newest and month_of(recorded_on) < since)
    if newest > month_of(recorded_on):
        return Cell(DELIVER, by_hand=False, is_disputed=True)
    return Cell(recorded, by_hand=True)


@dataclass(frozen=True, slots=True)
class Penetration:
    """Services bought out of those relevant. `unknown` are relevant ones of which we don't know who does them."""

    bought: int
    relevant: int
    unknown: int

    @property
    def share(self) -> int | None:
        """Return the share in basis points, None where nothing is relevant."""
        return None if not self.relevant else round(self.bought * 10_000 / self.relevant)

    def __add__(self, other: "Penetration") -> "Penetration":
        return Penetration(self.bought + other.bought, self.relevant + other.relevant, self.unknown + other.unknown)


def penetration(states: Iterable[str]) -> Penetration:
    """Return services bought ÷ services relevant (domain.md). Unknown ones may be relevant, so they are counted."""
    found = [state for state in states if state != NOT_RELEVANT]
    return Penetration(found.count(DELIVER), len(found), found.count(UNKNOWN))


def first_month(today: date) -> int:
    """Return the first of the months that count, the month of `today` being the last."""
    months = today.year * 12 + today.month - 1 - (MONTHS - 1)
    return months // 12 * 100 + months % 12 + 1
