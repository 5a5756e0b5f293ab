"""Dates as people write them, in English, German and French: "by Friday", "30 Nov", "30.11.", "demain"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

RECENT: Final = 31
"""Days. A day and month without a year that were this recently could be meant as past or as next year's."""

_MONTHS: Final = (
    "jan january januar janv janvier", "feb february februar fév fev févr février fevrier",
    "mar march mär mrz märz maerz mars", "apr april avr avril", "may mai", "jun june juni juin",
    "jul july juli juil juillet", "aug august août aout", "sep sept september septembre",
    "oct october okt oktober octobre", "nov november novembre", "dec december dez dezember déc décembre decembre",
)  # fmt: skip
_WEEKDAYS: Final = (
    "monday montag lundi", "tuesday dienstag mardi", "wednesday mittwoch mercredi", "thursday donnerstag jeudi",
    "friday freitag vendredi", "saturday samstag sonnabend samedi", "sunday sonntag dimanche",
)  # fmt: skip
_SHORT: Final[Mapping[str, tuple[str, ...]]] = {
    "en": ("mon", "tue tues", "wed", "thu thur thurs", "fri", "sat", "sun"),
    "de": ("mo", "di", "mi", "do", "fr", "sa", "so"),
    "fr": ("lun", "mar", "mer", "jeu", "ven", "sam", "dim"),
}
_BEFORE: Final[Mapping[str, str]] = {
    "en": "by on until till before this for due next",
    "de": "bis am vor ab zum spätestens nächsten nächste nächster kommenden",
    "fr": "le avant pour d'ici d’ici",
}
"""Words after which a short name of a weekday is one, by language: alone, "so", "sun" or "mar" mean something else."""
_DUE: Final = "by until till before due bis vor spätestens avant d'ici d’ici"
_PAST: Final = "since last seit letzten letzter letzte depuis dernier"
_NEXT: Final = "next nächsten nächste nächster"
_NEARBY: Final = {
    "today": 0, "heute": 0, "aujourd'hui": 0, "aujourd’hui": 0, "tomorrow": 1, "morgen": 1, "demain": 1,
    "übermorgen": 2, "uebermorgen": 2, "après-demain": 2,
}  # fmt: skip
_UNITS: Final = {
    "day": 1, "days": 1, "tag": 1, "tagen": 1, "jour": 1, "jours": 1,
    "week": 7, "weeks": 7, "woche": 7, "wochen": 7, "semaine": 7, "semaines": 7,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date in a text: where it is, and which day; None where it is no day, or could be two."""

    words: str
    day: date | None
    is_deadline: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """The due date that a text states. Without one, `words` are those that could not be resolved, "" for none."""

    day: date | None = None
    words: str = ""


NO_DUE: Final = Due()


def due_in(text: str, talk_on: date, *, month_first: bool = False) -> Due:
    """Return the due date in a text. Of several dates the one after "by" or its like is it, if it is the only one."""
    found = dates_in(text, talk_on, month_first=month_first)
    deadlines = [each for each in found if each.is_deadline] or found
    days = {each.day for each in deadlines}
    if len(days) == 1 and None not in days:
        return Due(deadlines[0].day, deadlines[0].words)
    return Due(None, deadlines[0].words if deadlines else "")


def coming_due_in(text: str, stated_on: date, today: date) -> date | None:
    """Return the due date in the words of a promise, None without one that is still to come."""
    day = due_in(text, stated_on).day
    return day if day is not None and day >= today else None


def without_due(text: str, talk_on: date, due: date | None) -> str:
    """Return a text without the due date at its end, where it is `due`: "Map by Fri" is "Map". Never empty."""
    for match in _PATTERN.finditer(text) if due is not None else ():
        before = (match["before"] or "").strip().casefold()
        is_last = not text[match.end() :].strip(" .") and _is_date(match, before)
        is_due = is_last and (not before or before in _DUE.split())
        if is_due and _day_of(match, before, talk_on, month_first=False) == due:
            return text[: match.start()].rstrip(" ,;:–-") or text
    return text


def dates_in(text: str, talk_on: date, *, month_first: bool = False) -> list[DateFound]:
    """Return the dates in a text. Weekdays and dates without a year are the next ones from the day of the talk."""
    found: list[DateFound] = []
    if not _HAS_DIGIT.search(text) and _DATE_WORDS.isdisjoint(_WORD.findall(text.casefold())):
        return found  # the pattern takes long over an hour's talk, and few of its sentences have a date
    for match in _PATTERN.finditer(text):
        before = (match["before"] or "").strip().casefold()
        if before in _PAST.split() or not _is_date(match, before):
            continue
        words = match[0][len(match["before"] or "") :].strip()
        day = _day_of(match, before, talk_on, month_first=month_first)
        found.append(DateFound(words, day, before in _DUE.split()))
    return found


def _is_date(match: re.Match[str], before: str) -> bool:
    """Return whether a find is a date, and not "so", "sun", half or a version number."""
    if match["alone"]:
        word = match["alone"].casefold()
        return word in _WEEKDAY_OF or any(word in _SHORT_OF[key] and before in _BEFORE_WORDS[key] for key in _SHORT)
    is_marked = bool(before) or bool(match["weekday"])
    if match["slash_day"]:
        return is_marked or bool(match["slash_year"])
    if match["us_month"]:
        return is_marked or match["us_month"][0].isupper()
    if match["dot_day"]:
        return is_marked or bool(match["dot_year"]) or (len(match["dot_month"]) == 2 and match[0].endswith("."))
    return True


def _day_of(match: re.Match[str], before: str, talk_on: date, *, month_first: bool) -> date | None:
    if match["nearby"]:
        return talk_on + timedelta(days=_NEARBY[match["nearby"].casefold()])
    if match["count"]:
        return talk_on + timedelta(days=int(match["count"]) * _UNITS[match["unit"].casefold()])
    if match["alone"]:
        return None if before in _NEXT.split() else _next_weekday(_weekday(match["alone"]), talk_on)
    if match["iso"]:
        return _date(*(int(part) for part in match["iso"].split("-")))
    day = _resolved(*_parts(match, month_first=month_first), talk_on)
    if day and match["weekday"] and day.weekday() != _weekday(match["weekday"]):
        return None
    return day


def _parts(match: re.Match[str], *, month_first: bool) -> tuple[int, int, int | None]:
    """Return day, month and year of a find."""
    if match["slash_day"]:
        first, second, year = match["slash_day"], match["slash_month"], match["slash_year"]
        day, month = (second, first) if month_first else (first, second)
    elif match["dot_day"]:
        day, month, year = match["dot_day"], match["dot_month"], match["dot_year"]
    else:
        day, year = match["day"] or match["us_day"], match["year"] or match["us_year"]
        return int(day), _MONTH_OF[(match["month"] or match["us_month"]).casefold()], _year(year)
    return int(day), int(month), _year(year)


def _year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)


def _resolved(day: int, month: int, year: int | None, talk_on: date) -> date | None:
    if year is not None:
        return _date(year, month, day)
    years = (talk_on.year - 1, talk_on.year, talk_on.year + 1)
    days = [found for each in years if (found := _date(each, month, day))]
    if any(0 < (talk_on - found).days <= RECENT for found in days):
        return None
    return next((found for found in days if found >= talk_on), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _next_weekday(weekday: int, talk_on: date) -> date:
    return talk_on + timedelta(days=(weekday - talk_on.weekday()) % 7 or 7)


def _weekday(word: str) -> int:
    folded = word.casefold()
    places = (_WEEKDAY_OF, *_SHORT_OF.values())
    return next(found[folded] for found in places if folded in found)


def _numbered(names: tuple[str, ...], first: int = 0) -> dict[str, int]:
    return {name: number for number, words in enumerate(names, first) for name in words.split()}


_MONTH_OF: Final = _numbered(_MONTHS, 1)
_WEEKDAY_OF: Final = _numbered(_WEEKDAYS)
_SHORT_OF: Final = {key: _numbered(names) for key, names in _SHORT.items()}
_BEFORE_WORDS: Final = {key: frozenset(words.split()) for key, words in _BEFORE.items()}


def _any(words: set[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_NAMES: Final = _any({*_WEEKDAY_OF, *(name for names in _SHORT_OF.values() for name in names)})
_LEADS: Final = _any({*_PAST.split(), *(word for words in _BEFORE_WORDS.values() for word in words)})
_MONTH_NAMES: Final = _any(set(_MONTH_OF))
_HAS_DIGIT: Final = re.compile(r"\d")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_DATE_WORDS: Final = frozenset({*_WEEKDAY_OF, *(name for names in _SHORT_OF.values() for name in names), *_NEARBY})
_PATTERN: Final = re.compile(
    rf"""
    (?P<before>(?<!\w)(?:{_LEADS})\s+)?
    (?:
      (?<![\w.,/-])(?:the\s+|den\s+|zum\s+|le\s+)?
      (?:(?P<weekday>{_NAMES})\.?,?\s+(?:the\s+|den\s+|le\s+)?)?
      (?:
        (?P<iso>\d{{4}}-\d{{2}}-\d{{2}})(?!\d)
        | (?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s*(?:of\s+)?(?P<month>{_MONTH_NAMES})\b\.?(?:,?\s+(?P<year>\d{{4}}))?
        | (?P<us_month>{_MONTH_NAMES})\.?\s+(?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?(?![\w:])(?:,?\s+(?P<us_year>\d{{4}}))?
        | (?P<dot_day>\d{{1,2}})\.\s?(?P<dot_month>\d{{1,2}})(?:\.(?P<dot_year>\d{{4}}|\d{{2}})?)(?!\d)
        | (?P<slash_day>\d{{1,2}})/(?P<slash_month>\d{{1,2}})(?:/(?P<slash_year>\d{{4}}|\d{{2}}))?(?![\d/])
      )
    | (?<!\w)(?P<nearby>{_any(set(_NEARBY))})(?!\w)
    | (?<!\w)(?:in|dans)\s+(?P<count>\d{{1,2}})\s+(?P<unit>{_any(set(_UNITS))})(?!\w)
    | (?<!\w)(?P<alone>{_NAMES})(?!\w)
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
