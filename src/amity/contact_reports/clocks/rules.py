"""Pure clocks of a report (domain.md, "Conversation clocks"). Days are those of calendars that the caller knows."""

from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final

from amity.gate.items.rules import DAY_ENDS, DAY_STARTS

Counts = Callable[[date], bool]
"""Whether a day counts: a working day on which the contact isn't away."""

LEAST_DAYS: Final = 2
"""Full working days that a client has at least, whatever fewer the agreement allows."""
MOST_LOOKED_AT: Final = 400
"""Days that are looked at. A contact who is away for longer has no working basis."""
DAILY_TALKS: Final = 3
"""Days of a week with talks from which on a contact gets one report of the week."""


def out_by(talk_on: date, works_on: Counts, zone: tzinfo) -> datetime:
    """Return by when a report goes out: the end of the next working day after the talk."""
    day = next(iter(counted_days(talk_on, 1, works_on)), talk_on + timedelta(days=1))
    return datetime.combine(day, DAY_ENDS, zone)


def week_out_by(monday: date, works_on: Counts, zone: tzinfo) -> datetime:
    """Return by when the report of a week goes out: the end of the first working day after its Friday."""
    return out_by(monday + timedelta(days=4), works_on, zone)


def basis_from(sent_on: date, days: int, counts: Counts, zone: tzinfo) -> datetime | None:
    """Return when a report becomes the working basis: at the end of the last of so many full days after it was sent."""
    found = counted_days(sent_on, max(days, LEAST_DAYS), counts)
    return datetime.combine(found[-1], DAY_ENDS, zone) if len(found) == max(days, LEAST_DAYS) else None


def reminder_from(sent_on: date, days: int, counts: Counts, zone: tzinfo) -> datetime | None:
    """Return when the one reminder goes: on the morning of the counted day before the last."""
    found = counted_days(sent_on, max(days, LEAST_DAYS), counts)
    return datetime.combine(found[-2], DAY_STARTS, zone) if len(found) == max(days, LEAST_DAYS) else None


def counted_days(after: date, number: int, counts: Counts) -> list[date]:
    """Return the first days after a day that count. Fewer, if there are none for more than a year."""
    found: list[date] = []
    for ahead in range(1, MOST_LOOKED_AT + 1):
        if len(found) == number:
            break
        day = after + timedelta(days=ahead)
        if counts(day):
            found.append(day)
    return found


def away_on(day: date, spans: Iterable[tuple[date, date]]) -> bool:
    """Return whether a day is within an absence, both ends included."""
    return any(first <= day <= last for first, last in spans)


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def is_daily(talk_days: Collection[date], cadence_days: int | None = None) -> bool:
    """Return whether a contact is spoken to daily: by the rhythm agreed with them, or by the days of this week."""
    return cadence_days == 1 or len(set(talk_days)) >= DAILY_TALKS


def end_of(day: date, zone: tzinfo, at: time = DAY_ENDS) -> datetime:
    """Return the end of a working day."""
    return datetime.combine(day, at, zone)


def working_minutes(start: datetime, end: datetime, works_on: Counts, zone: tzinfo) -> int:
    """Return how many working minutes are between two moments, 0 if the first is the later one."""
    here, there, total = start.astimezone(zone), end.astimezone(zone), timedelta()
    for ahead in range(min((there.date() - here.date()).days, MOST_LOOKED_AT) + 1):
        day = here.date() + timedelta(days=ahead)
        if works_on(day):
            opens, closes = (datetime.combine(day, moment, zone) for moment in (DAY_STARTS, DAY_ENDS))
            total += max(min(closes, there) - max(opens, here), timedelta())
    return int(total.total_seconds() // 60)
