"""Pure rules for dates as tools write them.

The whole column decides between day and month first, or the person is asked.
"""

import calendar
import re
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from amity.imports.rules import MOST_TYPED, Cell, Reason


class DateOrder(StrEnum):
    """The order of day and month where both are written as numbers with the year last."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})$")
_NUMERIC = re.compile(r"(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?:,?[T ].*)?$")
_DAY_WORD = re.compile(
    r"(?:[^\W\d]+\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th|\.)?[\s/-]+([^\W\d]+)\.?,?[\s/-]+(\d{4}|\d{2})(?:,?\s.*)?$"
)
_WORD_DAY = re.compile(r"(?:[^\W\d]+\.?,?\s+)?([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:,?\s.*)?$")
_OFFSET = re.compile(r"T?.*\d:\d.*(?:Z|[+-]\d\d:?\d\d)$")
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?$")

# Excel counts days from 1899-12-30 (its 1900 has a leap day that never was).
_EXCEL_DAY_ZERO = date(1899, 12, 30)
_YEARS = range(1990, 2101)

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar jän jänner janvier enero gennaio januari",
            "feb february februar février febrero febbraio februari",
            "mar march märz mär mrz mars marzo maart",
            "apr april avril abril aprile",
            "may mai mayo maggio mei",
            "jun june juni juin junio giugno",
            "jul july juli juillet julio luglio",
            "aug august août agosto augustus",
            "sep sept september septembre septiembre settembre",
            "oct october okt oktober octobre octubre ottobre",
            "nov november novembre noviembre",
            "dec december dez dezember décembre diciembre dicembre",
        ),
        start=1,
    )
    for name in names.split()
}


class DateSurvey:
    """Collects evidence of the order of a column's numeric dates."""

    def __init__(self) -> None:
        self.day_first = 0
        self.month_first = 0
        self.dotted = 0
        self.open: list[str] = []

    def add(self, text: str, *, times: int = 1) -> None:
        """Count one written date as evidence. Call once for each distinct text, with its count."""
        found = _NUMERIC.match(text.strip()[:MOST_TYPED])
        if not found:
            return
        first, second = int(found[1]), int(found[3])
        if found[2] == ".":  # always day first, whatever the others are
            self.dotted += times
        elif first > 12 >= second:
            self.day_first += times
        elif second > 12 >= first:
            self.month_first += times
        elif first != second and first <= 12 and len(self.open) < 3:
            self.open.append(text)

    def verdict(self) -> DateOrder | Reason:
        """Return the order, or the question to ask.

        `date_order_open`: every date could be read both ways. `date_order_mixed`: some dates prove one order and some
        the other, so a majority can't decide for dates that prove nothing.
        """
        if self.day_first == self.month_first == self.dotted == 0 and self.open:
            return Reason("date_order_open", sample=self.open[0])
        if self.day_first and self.month_first:
            return Reason("date_order_mixed", sample=self.open[0] if self.open else "")
        return DateOrder.MONTH_FIRST if self.month_first else DateOrder.DAY_FIRST


def parse_date(cell: Cell, order: DateOrder = DateOrder.DAY_FIRST, zone: tzinfo | None = None) -> date | Reason:
    """Return the work date of a cell, or a `date_*` reason.

    A time of day is dropped. A time with an offset is first moved to `zone`, because an entry belongs to the date on
    which it began where the person was.
    """
    if isinstance(cell, datetime):
        return _in_range(cell.date(), cell.isoformat())
    if isinstance(cell, date):
        return _in_range(cell, cell.isoformat())
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _from_serial(float(cell), str(cell))
    text = str(cell).strip()
    if not text:
        return Reason("date_missing")
    if len(text) > MOST_TYPED:
        return Reason("date_unreadable", text=text[:MOST_TYPED])
    if zone and _OFFSET.match(text):
        moved = _moved_to(zone, text)
        if moved:
            return _in_range(moved, text)
    return _from_text(text, order)


def _from_text(text: str, order: DateOrder) -> date | Reason:
    if found := _ISO.match(text) or _COMPACT.match(text):
        return _day(int(found[1]), int(found[2]), int(found[3]), text)
    if found := _NUMERIC.match(text):
        first, second, year = int(found[1]), int(found[3]), _full_year(found[4])
        if found[2] == "." or order is DateOrder.DAY_FIRST:
            return _day(year, second, first, text, swapped=found[2] != ".")
        return _day(year, first, second, text, swapped=True)
    if _SERIAL.match(text):
        return _from_serial(float(text.replace(",", ".")), text)
    if (found := _DAY_WORD.match(text)) and (month := _MONTHS.get(found[2].casefold())):
        return _day(_full_year(found[3]), month, int(found[1]), text)
    if (found := _WORD_DAY.match(text)) and (month := _MONTHS.get(found[1].casefold())):
        return _day(int(found[3]), month, int(found[2]), text)
    return Reason("date_unreadable", text=text)


def _day(year: int, month: int, day: int, text: str, *, swapped: bool = False) -> date | Reason:
    """Return the date, or the most specific reason: no such month, no such day, or valid only in the other order."""
    try:
        return _in_range(date(year, month, day), text)
    except ValueError:
        pass
    if swapped and 1 <= day <= 12 and month > 12 and year in _YEARS and month <= calendar.monthrange(year, day)[1]:
        return Reason("date_other_order", text=text, suggestion=date(year, day, month).isoformat())
    if not 1 <= month <= 12:
        return Reason("date_no_such_month", text=text, month=month)
    if not 1 <= year <= 9999:
        return Reason("date_out_of_range", text=text)
    return Reason("date_no_such_day", text=text, month=month, year=year, days=calendar.monthrange(year, month)[1])


def _in_range(day: date, text: str) -> date | Reason:
    return day if day.year in _YEARS else Reason("date_out_of_range", text=text)


def _from_serial(serial: float, text: str) -> date | Reason:
    if not 32874 <= serial < 73416:
        return Reason("date_unreadable", text=text)
    return _in_range(_EXCEL_DAY_ZERO + timedelta(days=int(serial)), text)


def _full_year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _moved_to(zone: tzinfo, text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).astimezone(zone).date()
    except ValueError:
        return None
