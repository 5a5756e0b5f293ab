"""The months of a page or export, and the last day they are known to."""

from dataclasses import dataclass
from datetime import date

from amity.retainers.pace.rules import is_too_early
from amity.shared.dates.periods import first_day, last_day, month_of, months_back, months_between, previous_month

YEAR = 12
"""Months of the usual period."""
MOST = 120
"""The most months of a period that an address names."""


@dataclass(frozen=True, slots=True)
class Period:
    """Months `first` to `last` (YYYYMM), both included. `as_of` is the last day with known figures."""

    first: int
    last: int
    as_of: date
    choice: str = ""

    @property
    def months(self) -> list[int]:
        """Return every month of the period."""
        return list(months_between(self.first, self.last))

    @property
    def first_day(self) -> date:
        """The day the period begins."""
        return first_day(self.first)

    @property
    def last_day(self) -> date:
        """The day the period ends."""
        return last_day(self.last)

    @property
    def span(self) -> str:
        """Return the months as a choice that means the same ones for every account and project."""
        return f"{self.first}-{self.last}"

    @property
    def open(self) -> bool:
        """Return whether its last month is not over yet."""
        return self.as_of < self.last_day

    @property
    def hardly_begun(self) -> bool:
        """Return whether it is one month of which less than a fifth has passed: its figures say nothing yet."""
        gone, days = self.as_of - self.first_day, self.last_day - self.first_day
        return self.first == self.last and is_too_early(gone.days, days.days + 1)


def period(first: int, last: int, today: date, choice: str = "") -> Period:
    """Return a period, with nothing known after today."""
    return Period(first, last, min(last_day(last), today), choice)


def so_far(first: int, last: int, today: date) -> Period:
    """Return the whole life of work up to today, whichever month had the last time: a retainer's fee goes on."""
    return period(first, max(last, month_of(today)), today)


def chosen(choice: str, first_with_time: int, last_with_time: int, today: date) -> Period:
    """Return the period of a choice: `year` (calendar year of the last month with time), YYYYMM, YYYYMM-YYYYMM, or
    else 12 months.

    The period ends with the last month with time, so that an old export doesn't show mostly empty months. It doesn't
    end with the current month, unless there is no other: half a month next to eleven whole ones is misleading.
    """
    last = min(last_with_time, month_of(today))
    if choice == "year":
        return period(last // 100 * 100 + 1, last, today, "year")
    if is_month(choice):
        return period(int(choice), int(choice), today, choice)
    begins, _, ends = choice.partition("-")
    if is_month(begins) and is_month(ends) and months_back(int(ends), MOST - 1) <= int(begins) <= int(ends):
        return period(int(begins), int(ends), today, choice)
    if first_with_time < last == month_of(today) and today < last_day(last):
        last = previous_month(last)
    return period(months_back(last, YEAR - 1), last, today, "12")


def is_month(text: str) -> bool:
    """Return whether a text is a month YYYYMM."""
    return len(text) == 6 and text.isascii() and text.isdigit() and 1 <= int(text[4:]) <= 12 and int(text[:4]) >= 1900
