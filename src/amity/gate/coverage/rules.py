"""Pure rules of coverage: items that passed, of all emails known to have gone out, by week."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

WEEKS: Final = 6
ELSEWHERE: Final = "elsewhere"
"""How an email went that was sent from a mailbox."""
IMPORTED: Final = "imported"
"""How an email went that came with an upload."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Emails that went out in a week: those that passed, those sent elsewhere and read after, and those found later.

    `elsewhere` are of connected mailboxes, `imported` came with an upload. `unread` are those that passed in the lane
    *watch*, which no one read before they went.
    """

    week: date
    passed: int = 0
    elsewhere: int = 0
    imported: int = 0
    unread: int = 0

    @property
    def known(self) -> int:
        """Return all emails known to have gone out."""
        return self.passed + self.elsewhere + self.imported

    @property
    def share(self) -> int | None:
        """Return the share that passed in basis points, or None where nothing is known to have gone out."""
        return round(self.passed * 10_000 / self.known) if self.known else None


def monday(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def weeks_until(day: date, count: int = WEEKS) -> list[date]:
    """Return the Mondays of some weeks, the week of a day first."""
    first = monday(day)
    return [first - timedelta(weeks=number) for number in range(count)]
