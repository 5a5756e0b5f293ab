"""How the person before the screen likes numbers, dates and hours: one value per request, read by every format."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError


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


@cache
def babel_locale(name: str) -> Locale:
    """Babel's locale for `en_GB` or `en-gb`; British English for a name nobody knows."""
    try:
        return Locale.parse(name.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")
