"""Months of the story by number: 1 is its first, `LAST` the newest, which ends before today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from amity.shared.periods import first_day, last_day, months_back, months_between

LAST: Final = 18
"""Eighteen months: a year to look at, and half a year to compare it with."""

SEASON: Final = {8: 0.72, 12: 0.70, 1: 0.92, 7: 0.92, 9: 1.12, 10: 1.12, 11: 1.10, 3: 1.06}
"""How busy a month is against an average one: people are away in August and at Christmas, clients are back after."""

Day = tuple[int, int]
"""A day of the story: number of its month, day in it (cut to the month's length)."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The story put into time: its newest month (YYYYMM)."""

    newest: int

    def month(self, number: int) -> int:
        """The month with this number, as YYYYMM. Numbers below 1 lie before the story."""
        return months_back(self.newest, LAST - number)

    def day(self, day: Day) -> date:
        """A day of the story as a date."""
        number, within = day
        month = self.month(number)
        return min(first_day(month) + timedelta(days=within - 1), last_day(month))

    def months(self, count: int = LAST) -> list[int]:
        """The newest `count` months, oldest first."""
        return list(months_between(months_back(self.newest, count - 1), self.newest))

    @property
    def year(self) -> int:
        """The year the story ends in."""
        return self.newest // 100

    def named(self, text: str) -> str:
        """A name with its year: `{year}` is the story's last, `{next}` the one after, `{before}` the one before."""
        return text.format(year=self.year, next=self.year + 1, before=self.year - 1)


def season(month: int) -> float:
    """How busy a month (YYYYMM) is against an average one."""
    return SEASON.get(month % 100, 1.0)


def cadence(days: Iterable[date], every: int) -> list[date]:
    """Of working days, the first one after each `every` days: someone who calls once a week or so."""
    kept: list[date] = []
    for day in sorted(days):
        if not kept or (day - kept[-1]).days >= every:
            kept.append(day)
    return kept
