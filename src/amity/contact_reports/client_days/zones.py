"""The time zones of a country. Pure."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from babel.core import get_global

_MONTHS: Final = range(1, 13)


def zones_in(country: str, year: int) -> list[str]:
    """Return the time zones of a country, one for each time that its clocks show in a year."""
    found: dict[tuple[object, ...], str] = {}
    for name in get_global("territory_zones").get(country, ()):
        offsets = tuple(datetime(year, month, 15, 12, tzinfo=ZoneInfo(name)).utcoffset() for month in _MONTHS)
        found.setdefault(offsets, name)
    return list(found.values())
