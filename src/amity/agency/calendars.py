"""Working days of a country: weekdays without public holidays, by the tables of the `holidays` package."""

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Final

import holidays
from django.utils.translation import get_language
from holidays.registry import EntityLoader

TABLES: Final = ModuleType("holidays.countries")
"""Stands for the package of the tables, which imports all 250 of them at the first country: 9 MB in each process."""
TABLES.__path__ = [str(Path(holidays.__file__).parent / "countries")]
sys.modules.setdefault(TABLES.__name__, TABLES)
KNOWN = frozenset(EntityLoader.get_country_codes())
"""Codes of every country with a table, from the index: `list_supported_countries` would import all 250 tables."""


def countries() -> list[str]:
    """Return the two-letter codes of the countries whose public holidays are known."""
    return sorted(code for code in KNOWN if len(code) == 2)


def public_holidays(country: str, year: int) -> dict[date, str]:
    """Return the nationwide public holidays of a year, or none for an unknown country.

    Names are in the reader's language where the table has it, else in the country's own.
    """
    return _holidays_in(country, year, (get_language() or "en")[:2])


@lru_cache(maxsize=256)
def _holidays_in(country: str, year: int, language: str) -> dict[date, str]:
    if country not in KNOWN:
        return {}
    table = holidays.country_holidays(country)
    tongues = [tongue for tongue in (table.default_language, *table.supported_languages) if tongue]
    tongue = next((tongue for tongue in tongues if tongue.startswith(language)), table.default_language)
    return dict(sorted(holidays.country_holidays(country, years=year, language=tongue).items()))


def working_days(country: str, first: date, last: date) -> Iterator[date]:
    """Monday to Friday without public holidays, from `first` to `last`, both included."""
    return iter(_working_days(country, first, last))


@lru_cache(maxsize=1_024)
def _working_days(country: str, first: date, last: date) -> tuple[date, ...]:
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return tuple(day for day in days if day.weekday() < 5 and day not in public_holidays(country, day.year))


def works_on(country: str, day: date) -> bool:
    """Return whether a day is neither on the weekend of a country nor a public holiday there."""
    return day.weekday() not in _weekend_of(country) and day not in public_holidays(country, day.year)


@lru_cache(maxsize=256)
def _weekend_of(country: str) -> frozenset[int]:
    return frozenset(holidays.country_holidays(country).weekend) if country in KNOWN else frozenset({5, 6})


def expected_seconds(country: str, first: date, last: date, weekly_seconds: int) -> int:
    """Return someone's expected working time in a span: a fifth of the week per working day, rounded down."""
    return weekly_seconds * sum(1 for _ in working_days(country, first, last)) // 5
