"""Parse time as people type it: 1:30, 1.5, .5, 90m, 1 h 30 min. Pure. Limits are checked elsewhere."""

import re
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

from amity.ui import formats
from amity.ui.number_parsing import NotANumber, parse_decimal
from amity.ui.reader_format import ways

LONGEST: Final = 20
"""Characters. No length of time needs more."""
_CLOCK: Final = re.compile(r"(\d{1,4}):(\d{1,2})(?::(\d{1,2}))?")
_UNITS: Final = re.compile(
    r"(?:(?P<hours>[\d.,]+)\s*(?:h|hours?|std))?\s*(?:(?P<minutes>[\d.,]+)\s*(?:m|min|minutes?)?)?"
)


class NotTime(ValueError):
    """The text isn't a length of time."""


def read_time(text: str, locale: str) -> int:
    """Return typed time in whole seconds. A plain number is hours. Negative with a minus. Raises `NotTime`."""
    rest = text.strip().lower().replace("\u2212", "-")
    if not rest or len(rest) > LONGEST:
        raise NotTime(text)
    if rest.startswith("-"):
        return -read_time(rest[1:], locale)
    if clock := _CLOCK.fullmatch(rest):
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        if minutes > 59 or seconds > 59:
            raise NotTime(text)
        return hours * 3600 + minutes * 60 + seconds
    units = _UNITS.fullmatch(rest)
    if units and any(letter in rest for letter in "hms"):
        return _read(units["hours"], 3600, locale, text) + _read(units["minutes"], 60, locale, text)
    return _read(rest, 3600, locale, text)


def spell_time(seconds: int) -> str:
    """Return exact time in the person's format: 1:30, or 1.5 if they prefer decimals. Seconds only if needed."""
    hundredths = Decimal(seconds) / 36
    if ways().decimal_hours and hundredths == hundredths.to_integral_value():
        return formats.number(Decimal(seconds) / 3600, 1, 2)
    hours, rest = divmod(seconds, 3600)
    tail = f":{rest % 60:02d}" if rest % 60 else ""
    return f"{hours}:{rest // 60:02d}{tail}"


def _read(figure: str | None, unit: int, locale: str, text: str) -> int:
    if figure is None:
        return 0
    whole = f"0{figure}" if re.match(r"[.,]\d", figure) else figure
    try:
        return int((parse_decimal(whole, locale) * unit).quantize(Decimal(1), rounding=ROUND_HALF_EVEN))
    except (NotANumber, ArithmeticError):
        raise NotTime(text) from None
