"""Occurrences of a recurring event in a span of time, within limits."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any, Final

import recurring_ical_events
from icalendar import Calendar

MOST_OCCURRENCES: Final = 400
"""Of one series in the span: several a day for two months, or one a day for a year."""
TOO_FAST: Final = {"SECONDLY", "MINUTELY", "HOURLY"}
MOST_A_DAY: Final = 6


class TooOften(ValueError):
    """A rule with so many occurrences that it can't be meant as meetings."""


def is_recurring(components: Iterable[Any]) -> bool:
    """Return whether any of the components has a rule or dates of a series."""
    return any(one.get("RRULE") or one.get("RDATE") for one in components)


def occurrences(components: Iterable[Any], since: datetime, until: datetime) -> Iterator[Any]:
    """Yield the occurrences of one series, moved ones where they are now. Raise `TooOften`."""
    calendar = Calendar()
    for one in components:
        _refuse_often(one)
        calendar.add_component(one)
    found = recurring_ical_events.of(calendar).after(since)
    for number, one in enumerate(islice(found, MOST_OCCURRENCES + 1)):
        start = one["DTSTART"].dt
        begins = start if isinstance(start, datetime) else datetime(start.year, start.month, start.day)  # noqa: DTZ001
        if begins.replace(tzinfo=begins.tzinfo or until.tzinfo) >= until:
            return
        if number == MOST_OCCURRENCES:
            raise TooOften
        yield one


def _refuse_often(component: Any) -> None:
    rules = component.get("RRULE")
    for rule in rules if isinstance(rules, list) else [rules] if rules else []:
        given = {str(name).upper(): value for name, value in rule.items()}
        if {str(one).upper() for one in given.get("FREQ", ())} & TOO_FAST:
            raise TooOften
        a_day = 1
        for name in ("BYHOUR", "BYMINUTE", "BYSECOND"):
            a_day *= max(len(given.get(name, ())), 1)
        if a_day > MOST_A_DAY:
            raise TooOften
