"""The reader's formats of numbers, dates and hours: one value per request, read by every format."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError, localedata
from django.utils import timezone, translation
from django.utils.translation.trans_real import parse_accept_lang_header

LOCALE_OF: Final = {"en": "en_GB", "de": "de_DE", "fr": "fr_FR"}
"""The supported languages, each with the locale of a reader without a country."""
ACCEPTED_LENGTH: Final = 200


@dataclass(frozen=True, slots=True)
class Ways:
    """A person's locale (`en_GB`), time zone, and whether hours are written 1.5 instead of 1:30."""

    locale: str = "en_GB"
    time_zone: str = "UTC"
    decimal_hours: bool = False


_ways: ContextVar[Ways] = ContextVar("ways", default=Ways())  # noqa: B039 - frozen


def ways() -> Ways:
    """Return the formats of the current reader, or the defaults outside a request."""
    return _ways.get()


@contextmanager
def using(chosen: Ways) -> Iterator[None]:
    """Format everything inside the block with `chosen`."""
    token = _ways.set(chosen)
    try:
        yield
    finally:
        _ways.reset(token)


@contextmanager
def in_their_ways(user: Any) -> Iterator[None]:
    """Use a person's formats, language and time zone, for a page or an email. Without a person, the defaults."""
    chosen = Ways(
        locale=getattr(user, "locale", "") or Ways().locale,
        time_zone=getattr(user, "time_zone", "") or Ways().time_zone,
        decimal_hours=bool(getattr(user, "decimal_hours", False)),
    )
    with using(chosen), timezone.override(zone(chosen.time_zone)), translation.override(language_of(chosen.locale)):
        yield


@contextmanager
def in_locale(locale: str) -> Iterator[None]:
    """Use a locale's language, numbers and dates, for text that someone else will read. "" changes nothing."""
    chosen = replace(ways(), locale=locale or ways().locale)
    with using(chosen), translation.override(language_of(chosen.locale)):
        yield


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Use a language for a reader whose locale is unknown. "" and the reader's own language change nothing."""
    with in_locale("" if language == language_of(ways().locale) else LOCALE_OF.get(language, "")):
        yield


def in_other_languages(write: Callable[[], str]) -> dict[str, str]:
    """Return what `write` returns in each language Amity supports but the current one, by language."""
    found: dict[str, str] = {}
    for language in LOCALE_OF:
        if language != language_of(ways().locale):
            with in_language(language):
                found[language] = write()
    return found


def in_readers_language(text: str, others: Mapping[str, str]) -> str:
    """Return the reader's of a text and its translations by language, or the text if there is none."""
    return others.get(language_of(ways().locale), text)


@contextmanager
def in_asked_language(accepted: str) -> Iterator[None]:
    """Use the first supported language of an `Accept-Language` header, for a reader who hasn't signed in."""
    with in_locale(locale_asked(accepted)):
        yield


def locale_asked(accepted: str) -> str:
    """Return the locale of the first supported language in an `Accept-Language` header, or ""."""
    for name, _weight in parse_accept_lang_header(accepted[:ACCEPTED_LENGTH]):
        language = name.partition("-")[0]
        if language in LOCALE_OF:
            locale = translation.to_locale(name)
            return locale if localedata.exists(locale) and locale != language else LOCALE_OF[language]
    return ""


def language_of(locale: str) -> str:
    """Return the language for a locale: its own if Amity supports it, otherwise English."""
    language = locale.replace("-", "_").partition("_")[0].lower()
    return language if language in LOCALE_OF else "en"


def zone(name: str) -> ZoneInfo:
    """Return the time zone with that name, or UTC if it is unknown."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


@cache
def babel_locale(name: str) -> Locale:
    """Return Babel's locale for `en_GB` or `en-gb`, or British English if the name is unknown."""
    try:
        return Locale.parse(name.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def in_house_style(day: str, locale: str) -> str:
    """Return a date of CLDR as Amity writes it: 1er décembre in French, and Sep in English, short as other months."""
    if locale.startswith("fr"):
        return re.sub(r"(?<!\d)1(?= [^\W\d])", "1er", day)
    return re.sub(r"\bSept\b", "Sep", day) if locale.startswith("en") else day
