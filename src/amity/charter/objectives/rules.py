"""Pure rules of joint objectives: their kinds, the maximum number, and whether a reading is on course."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

CLIENT_GOAL: Final = "client_goal"
MARGIN: Final = "margin"
DATES_KEPT: Final = "dates_kept"
CLIENTS_WORD: Final = "clients_word"
KINDS: Final = (CLIENT_GOAL, MARGIN, DATES_KEPT, CLIENTS_WORD)
MOST: Final = 4

PERCENT: Final = "percent"
OF_TEN: Final = "of_ten"
NUMBER: Final = "number"
UNITS: Final = {CLIENT_GOAL: NUMBER, MARGIN: PERCENT, DATES_KEPT: PERCENT, CLIENTS_WORD: OF_TEN}
"""The unit of each kind. A client goal has its own: a percentage or plain figures."""

HIGHEST: Final = {PERCENT: 1_000, OF_TEN: 10, NUMBER: 1_000_000_000}
"""The largest figure of each unit, on either side of zero."""

MET: Final = "well"
NEAR: Final = "watch"
FAR: Final = "unwell"
UNKNOWN: Final = "none"

NEARLY: Final = Decimal("0.8")
"""The share of the way to the target from which an objective is near."""
STALE_AFTER: Final = {CLIENT_GOAL: 92, MARGIN: 31, DATES_KEPT: 92, CLIENTS_WORD: 183}
"""Days after which a reading is too old."""


@dataclass(frozen=True, slots=True)
class Read:
    """A value of an objective, its date and its source.

    `at_most`: part of its basis is missing. `counted` explains a share, such as "7 of 9".
    """

    value: Decimal
    read_on: date
    source: str = ""
    at_most: bool = False
    counted: str = ""


def progress_state(target: Decimal | None, read: Decimal | None, baseline: Decimal | None = None) -> str:
    """Return met, near or far, or unknown without a value or a target.

    With a target below the baseline, lower is better.
    """
    if target is None or read is None:
        return UNKNOWN
    start = baseline if baseline is not None else Decimal(0)
    if target < start:
        return MET if read <= target else (NEAR if (start - read) >= NEARLY * (start - target) else FAR)
    if read >= target:
        return MET
    return NEAR if (read - start) >= NEARLY * (target - start) else FAR


def is_stale(kind: str, read_on: date, today: date) -> bool:
    """Return whether a reading is too old."""
    return (today - read_on).days > STALE_AFTER[kind]
