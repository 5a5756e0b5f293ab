"""Pure rules of a status: its colours and moods, and the time that answers take."""

from collections.abc import Collection
from typing import Final

GREEN: Final = "green"
AMBER: Final = "amber"
RED: Final = "red"
COLOURS: Final = (GREEN, AMBER, RED)

BUDGET: Final = "budget"
DATES: Final = "dates"
CLIENT: Final = "client"
JUDGEMENTS: Final = (BUDGET, DATES, CLIENT)
"""What the project manager judges, each green, amber or red."""

PLEASED: Final = "pleased"
CONFIDENT: Final = "confident"
WAITING: Final = "waiting"
TENSE: Final = "tense"
UNHAPPY: Final = "unhappy"
UNKNOWN: Final = "unknown"
MOODS: Final = (PLEASED, CONFIDENT, WAITING, TENSE, UNHAPPY, UNKNOWN)
TROUBLED: Final = (TENSE, UNHAPPY)

MOOD_OF_STANDING: Final = {"prefers_another": UNHAPPY, "doubts": TENSE, "backs_us": CONFIDENT}
"""The mood that a contact's standing suggests. A neutral one suggests none."""

SECONDS_AN_ANSWER: Final = 90
MOST_BLOCKERS: Final = 300


def minutes_left(open_count: int) -> int:
    """Return the minutes that open answers take, at 90 seconds each, rounded up."""
    return -(-open_count * SECONDS_AN_ANSWER // 60)


def percent_done(used: int, expected: float) -> int | None:
    """Return the share of the expected time that is used, in whole percent, None where nothing is expected."""
    if expected <= 0:
        return None
    return min(100, round(100 * used / expected))


def listed(parts: Collection[str], most: int = MOST_BLOCKERS) -> str:
    """Return as many of the texts as fit, separated by semicolons. None is cut."""
    found = ""
    for part in parts:
        longer = f"{found}; {part}" if found else part
        if len(longer) <= most:
            found = longer
    return found
