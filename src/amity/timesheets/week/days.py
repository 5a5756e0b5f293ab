"""ISO weeks. Pure: no database, no clock."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_LABEL: Final = re.compile(r"(20\d\d)-W(\d\d)")


@dataclass(frozen=True, slots=True)
class Week:
    """A week from Monday to Sunday, by the ISO calendar that numbers it."""

    monday: date

    def __str__(self) -> str:
        return f"{self.monday.isocalendar().year}-W{self.number:02d}"

    @property
    def number(self) -> int:
        """The number of the week, 1 to 53."""
        return self.monday.isocalendar().week

    @property
    def days(self) -> tuple[date, ...]:
        """The days, Monday to Sunday."""
        return tuple(self.monday + timedelta(days=one) for one in range(7))

    @property
    def sunday(self) -> date:
        """The last day."""
        return self.monday + timedelta(days=6)

    @property
    def before(self) -> "Week":
        """The week before."""
        return Week(self.monday - timedelta(days=7))

    @property
    def after(self) -> "Week":
        """The week after."""
        return Week(self.monday + timedelta(days=7))


def week_of(day: date) -> Week:
    """Return the week of a date."""
    return Week(day - timedelta(days=day.weekday()))


def read_week(label: str) -> Week | None:
    """Return the week of "2026-W48", or None if the label isn't a week of this century."""
    found = _LABEL.fullmatch(label)
    if found is None:
        return None
    try:
        return Week(date.fromisocalendar(int(found[1]), int(found[2]), 1))
    except ValueError:
        return None
