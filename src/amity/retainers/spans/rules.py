"""The periods of a retainer: one or three calendar months, counted from the month it starts in."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Final, NamedTuple

from amity.shared.dates.periods import first_day, last_day, month_of, months_between, next_month

ALL: Final = Fraction(1)


class Span(NamedTuple):
    """A period: its first and last day by the calendar, and the days of it that the agreement covers."""

    first: date
    last: date
    starts_on: date
    ends_on: date

    @property
    def months(self) -> tuple[int, ...]:
        """Its months (YYYYMM)."""
        first, last = month_of(self.first), month_of(self.last)
        return (first,) if first == last else tuple(months_between(first, last))

    @property
    def covered(self) -> Fraction:
        """Days covered ÷ days of the period: 15 of 29 in a leap February that begins on the 15th."""
        if self.starts_on == self.first and self.ends_on == self.last:
            return ALL
        return Fraction((self.ends_on - self.starts_on).days + 1, (self.last - self.first).days + 1)

    def holds(self, day: date) -> bool:
        """Return whether the period contains a date."""
        return self.first <= day <= self.last


def spans(starts_on: date, ends_on: date | None, months: int, on: date, after: Span | None = None) -> Iterator[Span]:
    """Yield every period from the start, or from the one that follows `after`, to the one of `on`, none after the
    end.
    """
    last_needed = on if ends_on is None else min(on, ends_on)
    month = next_month(month_of(after.last)) if after else month_of(starts_on)
    while first_day(month) <= last_needed and starts_on <= last_needed:
        end = month
        for _ in range(months - 1):
            end = next_month(end)
        whole = _whole(month, end)
        if starts_on <= whole.first and (ends_on is None or ends_on >= whole.last):
            yield whole
        else:
            yield whole._replace(starts_on=max(whole.first, starts_on), ends_on=min(whole.last, ends_on or whole.last))
        month = next_month(end)


@lru_cache(maxsize=1_024)
def _whole(month: int, end: int) -> Span:
    """Return the period of some whole months (YYYYMM). Thousands of retainers have the same few."""
    first, last = first_day(month), last_day(end)
    return Span(first, last, first, last)


def start_of(starts_on: date, months: int, day: date) -> date:
    """Return the first day of the period that contains a date, or of the first period for earlier dates."""
    for span in spans(starts_on, None, months, max(day, starts_on)):
        if span.last >= day:
            return span.first
    raise AssertionError("the last span holds the day")
