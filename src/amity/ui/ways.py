"""How the person before the screen likes numbers, dates and hours: one value per request, read by every format."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError
from django.utils import timezone, translation


@dataclass(frozen=True, slots=True)
class Ways:
    """A person's locale (`en_GB`), time zone, and whether hours are written 1.5 instead of 1:30."""

    locale: str = "en_GB"
    time_zone: str = "UTC"
    decimal_hours: bool = False


_ways: ContextVar[Ways] = ContextVar("ways", default=Ways())  # noqa: B039 - frozen


def ways() -> Ways:
    """The ways of whoever is asking now; the defaults outside a request."""
    return _ways.get()


@contextmanager
def using(chosen: Ways) -> Iterator[None]:
    """Format everything inside the block the way `chosen` says."""
    token = _ways.set(chosen)
    try:
        yield
    finally:
        _ways.reset(token)


@contextmanager
def in_their_ways(user: Any) -> Iterator[None]:
    """Numbers, dates, language and clock as somebody likes them, on a page or in a mail; the defaults for nobody."""
    chosen = Ways(
        locale=getattr(user, "locale", "") or Ways().locale,
        time_zone=getattr(user, "time_zone", "") or Ways().time_zone,
        decimal_hours=bool(getattr(user, "decimal_hours", False)),
    )
    language = translation.to_locale(chosen.locale).partition("_")[0]
    with using(chosen), timezone.override(zone(chosen.time_zone)), translation.override(language):
        yield


def zone(name: str) -> ZoneInfo:
    """The time zone of that name; UTC for one nobody knows."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


@cache
def babel_locale(name: str) -> Locale:
    """Babel's locale for `en_GB` or `en-gb`; British English for a name nobody knows."""
    try:
        return Locale.parse(name.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")
