"""Pure rules for worked time in whole seconds. A row over 24 hours or below zero is refused, not adjusted."""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_EVEN, Decimal

from amity.imports.cells.rules.numbers import DecimalMark, parse_number
from amity.imports.rules import MOST_TYPED, Cell, Reason

DAY = 86_400

_CLOCK = re.compile(r"(-?)(\d{1,4}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?$")
_WORDS = re.compile(
    r"(-?)(?:(\d+(?:[.,]\d+)?)\s*(?:h|hrs?|hours?|std|stunden?)\.?)?\s*"
    r"(?:(\d+(?:[.,]\d+)?)\s*(?:m|mins?|minutes?|minuten)\.?)?\s*(?:(\d+)\s*(?:s|secs?|seconds?|sek|sekunden)\.?)?$",
    re.IGNORECASE,
)


_MINUTES_LAST = re.compile(r"(-?)(\d+)\s*(?:h|hrs?|hours?|std|stunden?)\.?\s*([0-5]?\d)$", re.IGNORECASE)


def parse_duration(cell: Cell, mark: DecimalMark = DecimalMark.POINT, *, unit: int = 3600) -> int | Reason:
    """Return the seconds of a cell: decimal hours, `h:mm`, `hh:mm:ss`, `1h 30m`, `1h 30`, or a spreadsheet's time.

    `unit` is the seconds of a plain number (3600 hours, 60 minutes, 1 seconds). Fractions of a second are rounded
    half-even. Reasons: `hours_missing`, `hours_unreadable`, `hours_negative`, `hours_over_day`, `number_mark`.
    """
    if isinstance(cell, bool):
        return Reason("hours_unreadable", text=cell)
    if isinstance(cell, timedelta):
        return _checked(Decimal(str(cell.total_seconds())), str(cell))
    if isinstance(cell, datetime):  # a spreadsheet can contain a duration as a date near 1900
        since = timedelta(days=(cell.date() - date(1899, 12, 31)).days, hours=cell.hour, minutes=cell.minute)
        return _checked(Decimal(round(since.total_seconds()) + cell.second), str(cell))
    if isinstance(cell, time):
        return cell.hour * 3600 + cell.minute * 60 + cell.second
    if isinstance(cell, int | float):
        return _checked(Decimal(repr(cell)) * unit, str(cell), is_number=True)
    text = str(cell).strip()
    if not text:
        return Reason("hours_missing")
    if len(text) > MOST_TYPED:
        return Reason("hours_unreadable", text=text[:MOST_TYPED])
    return _from_text(text, mark, unit)


def _from_text(text: str, mark: DecimalMark, unit: int) -> int | Reason:
    if found := _CLOCK.match(text):
        return _from_clock(found, text)
    number = parse_number(text, mark) if text[-1] in "0123456789.,)-" else None
    if isinstance(number, Decimal):
        return _checked(number * unit, text, is_number=True)
    if found := _MINUTES_LAST.match(text):
        whole = Decimal(int(found[2]) * 3600 + int(found[3]) * 60)
        return _checked(-whole if found[1] else whole, text)
    if isinstance(number, Reason) and number.code == "number_mark":
        return number
    if (found := _WORDS.match(text)) and any(found.group(2, 3, 4)):
        hours, minutes, seconds = (Decimal((part or "0").replace(",", ".")) for part in found.group(2, 3, 4))
        whole = hours * 3600 + minutes * 60 + seconds
        return _checked(-whole if found[1] else whole, text)
    return Reason("hours_unreadable", text=text)


def _from_clock(found: re.Match[str], text: str) -> int | Reason:
    hours, minutes, seconds = int(found[2]), int(found[3]), int(found[4] or 0)
    if minutes > 59 or seconds > 59:
        return Reason("hours_unreadable", text=text)
    whole = Decimal(hours * 3600 + minutes * 60 + seconds)
    return _checked(-whole if found[1] else whole, text)


def _checked(exact: Decimal, text: str, *, is_number: bool = False) -> int | Reason:
    """Return whole seconds within a day. For a plain number over it, suggest its tenth, as a misplaced decimal mark."""
    if not exact.is_finite():
        return Reason("hours_unreadable", text=text)
    if exact < 0:
        return Reason("hours_negative", text=text)
    if exact > DAY:
        tenth = exact / 36000
        return Reason("hours_over_day", text=text, suggestion=f"{tenth:.2f}" if is_number and tenth <= 24 else "")
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_EVEN))
