"""Days an agreement warns of ahead: notice, renewal, end."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from amity.shared.dates.upcoming_dates import UpcomingDate, upcoming_date

NO_RENEWAL: Final = "none"
BY_ITSELF: Final = "itself"
BY_WORD: Final = "word"
RENEWALS: Final = (NO_RENEWAL, BY_ITSELF, BY_WORD)

NOTICE: Final = "notice"
RENEWS: Final = "renews"
ENDS: Final = "ends"


def warnings(
    *, notice_on: date | None, renews_on: date | None, ends_on: date | None, renewal: str, today: date
) -> list[UpcomingDate]:
    """Return what an agreement in force warns of, the nearest first. Its end is no news where it renews by itself.

    One that renewed by itself says so until someone says the next day.
    """
    found: Iterable[UpcomingDate | None] = (
        upcoming_date(NOTICE, notice_on, today),
        upcoming_date(RENEWS, renews_on, today, past=renewal == BY_ITSELF) if renewal != NO_RENEWAL else None,
        upcoming_date(ENDS, ends_on, today) if renewal != BY_ITSELF else None,
    )
    return sorted((one for one in found if one), key=lambda one: one.on)
