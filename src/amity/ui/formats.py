"""Format amounts, hours, shares and dates. One cached formatter per locale, and no database queries.

Order and spacing of currency and % follow the CLDR data of the locale: €12,400 and 44.1% in English, 12.400 € and 44,1%
in German. A no-break space precedes a unit of time. Minus is the true minus sign. None is written "–".
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton, format_time
from babel.numbers import get_currency_symbol, parse_pattern
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.shared.money import Money
from amity.shared.shares import ratio
from amity.ui.prepositions import WITH_DATE, WITH_RELATIVE_DAY, Preposition
from amity.ui.reader_format import babel_locale, in_house_style, ways

GAP = "\u00a0"
MINUS = "\u2212"
NONE = "–"
CENTS_BELOW = 1000
"""From this many major units upward an amount is shown without cents, unless requested."""

HALF_HOUR, QUARTER = 1_800, 900
WHOLE_FROM = 100 * 3_600
"""Seconds. An exact quarter of an hour has two decimals in a sum: 13.25 h less half an hour is 12.75 h."""

HoursStyle = Literal["sheet", "prose", "words", "sum", "exact", "whole", "title"]


@dataclass(frozen=True, slots=True)
class Written:
    """An amount in parts, so that a page can mute the currency. Order and gap depend on the locale."""

    sign: str
    symbol: str
    digits: str
    symbol_first: bool
    gap: str

    def __str__(self) -> str:
        first, last = (self.symbol, self.digits) if self.symbol_first else (self.digits, self.symbol)
        return f"{self.sign}{first}{self.gap}{last}"


class Formatter:
    """Formats figures and dates of a locale."""

    def __init__(self, locale: Locale) -> None:
        self.locale = locale
        pattern = locale.currency_formats["standard"].pattern.partition(";")[0]
        self.symbol_first = pattern.index("¤") < pattern.index("0")
        self._gap = _gap_beside(pattern, "¤")
        percent = locale.percent_formats[None].pattern
        self._percent_first = percent.startswith("%")
        self._percent_gap = _gap_beside(percent, "%")

    def digits(self, value: Decimal, least: int, most: int) -> str:
        """Return `value` without its sign, grouped, with `least` to `most` digits after the point, half upwards."""
        return _digits(self.locale, value, least, most)

    def number(self, value: Decimal | int, least: int = 0, most: int = 2) -> str:
        """Return a plain figure with a true minus: −1,234.5."""
        shown = self.digits(Decimal(value), least, most)
        return f"{MINUS}{shown}" if value < 0 and any(mark in "123456789" for mark in shown) else shown

    def money(self, amount: Money, *, cents: bool | None = None) -> Written:
        """Return an amount of money. `cents` True always shows them, False never, None only below 1,000 major units."""
        major = amount.major
        places = -int(major.as_tuple().exponent)
        shown = places if (cents or (cents is None and abs(major) < CENTS_BELOW)) else 0
        rounded = major.quantize(Decimal(1).scaleb(-shown), rounding=ROUND_HALF_UP)
        return self.written(MINUS if rounded < 0 else "", amount.currency, self.digits(rounded, shown, shown))

    def written(self, sign: str, currency: str, digits: str) -> Written:
        """Return digits with their currency. Letters never touch a digit: CHF 12, although £12."""
        symbol = get_currency_symbol(currency, self.locale)
        touching = symbol[-1:] if self.symbol_first else symbol[:1]
        return Written(sign, symbol, digits, self.symbol_first, self._gap or (GAP if touching.isalpha() else ""))

    def percent(self, number: str) -> str:
        """Return a formatted number with its percent sign."""
        return f"%{self._percent_gap}{number}" if self._percent_first else f"{number}{self._percent_gap}%"


def _gap_beside(pattern: str, sign: str) -> str:
    """Return the space a CLDR pattern has between `sign` and the digits."""
    return next((mark for mark in pattern.replace(sign, "") if mark.isspace()), "")


@lru_cache(maxsize=16_384)
def _digits(locale: Locale, value: Decimal, least: int, most: int) -> str:
    rounded = abs(value).quantize(Decimal(1).scaleb(-most), rounding=ROUND_HALF_UP)
    return str(parse_pattern("#,##0." + "0" * least + "#" * (most - least)).apply(rounded, locale))


@lru_cache(maxsize=64)
def formatter(locale: str) -> Formatter:
    """Return the formatter of a locale, created once per process."""
    return Formatter(babel_locale(locale))


def _now_formatter() -> Formatter:
    return formatter(ways().locale)


def number(value: Decimal | int | None, least: int = 0, most: int = 2) -> str:
    """Return a figure with at least `least` and at most `most` digits after the point."""
    return NONE if value is None else _now_formatter().number(value, least, most)


def money(amount: Money | None, *, cents: bool | None = None) -> str:
    """Return an amount as plain text: €12,400 or €380.50. From 1,000 upward without cents unless `cents` is True."""
    return NONE if amount is None else str(money_pieces(amount, cents=cents))


def money_pieces(amount: Money, *, cents: bool | None = None) -> Written:
    """Return an amount in parts, for pages."""
    return _written(ways().locale, amount.minor, amount.currency, cents)


@lru_cache(maxsize=4_096)
def _written(locale: str, minor: int, currency: str, cents: bool | None) -> Written:
    return formatter(locale).money(Money(minor, currency), cents=cents)


def per_hour(value: Decimal | None, currency: str, *, least: int = 2) -> str:
    """Return an hourly rate with two to four decimals, or at least fewer: €114.00, €56.2525."""
    if value is None:
        return NONE
    shape = _now_formatter()
    return str(shape.written(MINUS if value < 0 else "", currency, shape.digits(value, least, 4)))


def percent(basis_points: int | None, *, places: int = 1, signed: bool = False) -> str:
    """Return a share in basis points as text: 44.1% for 4410. `signed` writes + before a gain."""
    if basis_points is None:
        return NONE
    plus = "+" if signed and basis_points > 0 else ""
    return plus + _percent(ways().locale, *ratio(basis_points), places)


@lru_cache(maxsize=4_096)
def _percent(locale: str, numerator: int, denominator: int, places: int) -> str:
    shape = formatter(locale)
    return shape.percent(shape.number(Decimal(100 * numerator) / denominator, places, places))


def hours(seconds: int | None, style: HoursStyle = "sum", *, decimal: bool | None = None) -> str:
    """Return seconds as worked time.

    `sum`: 612 h, and 18.5 h below 100; `prose`: the same, and 45 min below an hour; `title`: 407 h, and 45 min;
    `words`: 3 hours 10 minutes, for sentences to others; `exact`: 406.70 h, for totals that must agree with a file;
    `whole`: 2 h; `sheet`: 1:30 in a sheet or a field of time alone, or 1.50 for people who prefer decimals.
    """
    if seconds is None:
        return NONE
    if style == "words":
        return _in_words(seconds)
    return _hours(ways().locale, seconds, style, ways().decimal_hours if decimal is None else decimal)


@lru_cache(maxsize=4_096)
def _hours(locale: str, seconds: int, style: HoursStyle, decimal: bool) -> str:
    whole = Decimal(seconds) / 3600
    write = formatter(locale).number
    if style == "sheet" and decimal:
        return write(whole, 2, 2)
    minutes = int((Decimal(abs(seconds)) / 60).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    sign = MINUS if seconds < 0 and minutes else ""
    if style == "sheet":
        return f"{sign}{minutes // 60}:{minutes % 60:02d}"
    if style in ("prose", "title") and minutes < 60:
        return f"{sign}{minutes}{GAP}min"
    if style == "exact":
        return f"{write(whole, 2, 2)}{GAP}h"
    if style in ("title", "whole") or abs(seconds) >= WHOLE_FROM:
        return f"{write(whole, 0, 0)}{GAP}h"
    return f"{write(whole, 0, 2 if abs(seconds) % HALF_HOUR == QUARTER else 1)}{GAP}h"


def _in_words(seconds: int) -> str:
    """Return hours and minutes spelled out, whatever format the person prefers in tables."""
    full, rest = divmod(round(abs(seconds) / 60), 60)
    pieces = [ngettext("%(n)s hour", "%(n)s hours", full) % {"n": number(full)}] if full else []
    if rest or not full:
        pieces.append(ngettext("%(n)s minute", "%(n)s minutes", rest) % {"n": number(rest)})
    return " ".join(pieces)


def _by_skeleton(skeleton: str, value: date | datetime) -> str:
    """Return a date by a CLDR skeleton in the person's language. Cached, since finding the pattern takes 0.3 ms."""
    return _formatted(skeleton, value, ways().locale)


@lru_cache(maxsize=4096)
def _formatted(skeleton: str, value: date | datetime, locale: str) -> str:
    return in_house_style(str(format_skeleton(skeleton, value, locale=babel_locale(locale))), locale)


def day(value: date | datetime | None, today: date, *, in_sentence: bool = False) -> str:
    """Return a date in short form: today, yesterday, Wed 10:00, 20 Nov. The year only if it is another.

    A `datetime` must already be in the person's zone. Its time is written within six days of `today`. In a sentence it
    is "today at 10:00", and a month whose short form ends with a full stop is written out.
    """
    if value is None:
        return NONE
    on = value.date() if isinstance(value, datetime) else value
    away = (on - today).days
    named = {0: _("today"), -1: _("yesterday"), 1: _("tomorrow")}.get(away)
    if isinstance(value, datetime) and abs(away) <= 6:
        clock = format_time(value, "short", locale=babel_locale(ways().locale))
        shown = named or _by_skeleton("EEE", value)
        return _("%(day)s at %(time)s") % {"day": shown, "time": clock} if in_sentence else f"{shown} {clock}"
    if named:
        return named
    shown = _by_skeleton("MMMd" if on.year == today.year else "yMMMd", on)
    return _by_skeleton("MMMMd", on) if in_sentence and shown.endswith(".") else shown


def day_pattern(preposition: Preposition, value: date, today: date) -> str:
    """Return how `preposition` is written with this day: "by %(day)s", or "%(day)s" alone for "on" before "today"."""
    on = value.date() if isinstance(value, datetime) else value
    return str((WITH_RELATIVE_DAY if abs((on - today).days) <= 1 else WITH_DATE)[preposition])


def day_with(preposition: Preposition, value: date | datetime, today: date) -> str:
    """Return a day with its preposition, for a sentence: on 20 Nov, by tomorrow, today."""
    return day_pattern(preposition, value, today) % {"day": day(value, today, in_sentence=True)}


def full_day(value: date) -> str:
    """Return Wednesday, 25 November 2026 in full, for titles and for the exact date behind a relative one."""
    return _full_day(value, ways().locale)


@lru_cache(maxsize=4096)
def _full_day(value: date, locale: str) -> str:
    return in_house_style(format_date(value, "full", locale=babel_locale(locale)), locale)


def day_and_month(value: date) -> str:
    """Return 25 Nov, where the year is clear."""
    return _by_skeleton("MMMd", value)


def day_of_week(value: date) -> str:
    """Return Wed 25 Nov, where the year is clear."""
    return _by_skeleton("MMMEd", value)


def dated(value: date) -> str:
    """Return 26 Nov 2026, for text that is stored and read in another year."""
    return _by_skeleton("yMMMMd", value)


def month(value: int, *, year: bool = True, prose: bool = False) -> str:
    """Return a month in the form YYYYMM as Nov 2026, Nov alone, or November 2026 in prose."""
    return _by_skeleton("yMMMM" if prose else "yMMM" if year else "MMM", date(value // 100, value % 100, 1))


def weekday(value: date) -> str:
    """Return Mon, Tue, Wed in the person's language."""
    return _by_skeleton("EEE", value)


def long_weekday(value: date) -> str:
    """Return Monday, Tuesday in the person's language."""
    return format_date(value, "EEEE", locale=babel_locale(ways().locale))


def long_day(value: date) -> str:
    """Return Tuesday 24 November, for the title of a day."""
    return _("%(weekday)s %(date)s") % {"weekday": long_weekday(value), "date": _by_skeleton("MMMMd", value)}


def days(first: date, last: date) -> str:
    """Return a range of dates: 23–29 Nov. Months whose short form ends with a full stop are written out."""
    locale, skeleton = babel_locale(ways().locale), "yMMMMd" if first.year != last.year else "MMMMd"
    written, names = str(format_interval(first, last, skeleton, locale=locale)), locale.months["format"]
    for number_of_month, short in names["abbreviated"].items():
        written = written.replace(short, names["wide"][number_of_month]) if short.endswith(".") else written
    return written


def ago(then: datetime, now: datetime) -> str:
    """Return how old something is, in whole minutes, hours or days: 41 min, 3 h, 5 days."""
    gone = max(now - then, timedelta())
    if gone < timedelta(hours=1):
        return f"{gone.seconds // 60}{GAP}min"
    if gone < timedelta(days=1):
        return f"{gone.seconds // 3600}{GAP}h"
    return _("%(days)d days") % {"days": gone.days}
