"""From a record to a source row, or to the reasons why not. The hot path of every time import."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from amity.imports.rules.billable import parse_billable
from amity.imports.rules.canonical import SourceRow
from amity.imports.rules.clocks import parse_clock, seconds_between
from amity.imports.rules.columns import Columns
from amity.imports.rules.currency import parse_currency
from amity.imports.rules.dates import parse_date
from amity.imports.rules.dialect import Dialect
from amity.imports.rules.durations import parse_duration
from amity.imports.rules.line_codes import LineCodes
from amity.imports.rules.names import tidy
from amity.imports.rules.numbers import DecimalMark, parse_number
from amity.imports.rules.reasons import Reason
from amity.imports.rules.records import Cell, Record, cell_text
from amity.shared.money import round_half_even

T = TypeVar("T")
_CACHE = 50_000


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that cannot be read: its number, and a reason for each field that is wrong (field name, reason)."""

    number: int
    reasons: tuple[tuple[str, Reason], ...]


class RowReader:
    """Reads records by columns and dialect; repeated cells are parsed once, which is most of its speed."""

    def __init__(self, columns: Columns, dialect: Dialect, codes: LineCodes | None = None) -> None:
        self._places, self._second, self._span = columns.places, columns.second, columns.span
        self._codes = codes
        self._currency = columns.currency or dialect.currency
        self._default_person = dialect.person
        self._default_project = dialect.project
        mark, hours_mark, order, zone, unit = (
            dialect.mark,
            dialect.hours_mark,
            dialect.date_order,
            dialect.zone,
            columns.hours_unit,
        )
        self._date: Callable[[Cell], date | Reason] = _remembered(lambda cell: parse_date(cell, order, zone))
        self._hours: Callable[[Cell], int | Reason] = _remembered(
            lambda cell: parse_duration(cell, hours_mark, unit=unit)
        )
        self._number: Callable[[Cell], Decimal | Reason | None] = _remembered(
            lambda cell: parse_number(text, mark) if (text := _plain(cell)) else None
        )
        self._clock: Callable[[Cell], int | Reason] = _remembered(parse_clock)
        self._billable: Callable[[Cell], bool | Reason | None] = _remembered(
            (lambda cell: _was_billed(cell, hours_mark)) if "billed" in columns.places else parse_billable
        )
        self._billable_at = columns.places.get("billed", columns.places.get("billable"))
        self._name: Callable[[Cell], str] = _remembered(lambda cell: tidy(cell_text(cell)))

    def read(self, record: Record) -> SourceRow | Rejected:
        """The source row, or every reason against the record at once, each with its field."""
        if record.reason:
            return Rejected(record.number, (("", record.reason),))
        cells, places = record.cells, self._places
        day = self._date(cells[places["date"]])
        seconds = self._hours(cells[places["hours"]]) if "hours" in places else self._between(cells)
        billable = self._billable(cells[self._billable_at]) if self._billable_at is not None else None
        person, mail = self._person(cells), self._named(cells, "mail").lower()
        numbers = [self._number(cells[places[name]]) if name in places else None for name in _MONEY]
        currency = self._currency_of(cells)
        needs_currency = any(number and type(number) is Decimal for number in numbers)
        read = (day, seconds, billable, *numbers)
        wrong = [(name, value) for name, value in zip(_CHECKED, read, strict=True) if type(value) is Reason]
        if needs_currency:
            wrong += [(name, Reason("price_negative")) for name, n in zip(_MONEY, numbers, strict=True) if _negative(n)]
        if isinstance(currency, Reason) and (needs_currency or currency.code == "currency_unknown"):
            wrong.append(("currency", currency))
        if not (person or mail):
            wrong.append(("person", Reason("person_missing")))
        if wrong or not isinstance(day, date) or not isinstance(seconds, int) or isinstance(billable, Reason):
            return Rejected(record.number, tuple(wrong))
        code = currency if isinstance(currency, str) else ""
        return self._row(cells, day, seconds, person, mail, billable, numbers, code)

    def _row(
        self,
        cells: Sequence[Cell],
        day: date,
        seconds: int,
        person: str,
        mail: str,
        billable: bool | None,
        numbers: list[Decimal | Reason | None],
        currency: str,
    ) -> SourceRow:
        price, amount, cost, cost_amount = (number if isinstance(number, Decimal) else None for number in numbers)
        text = tidy(cell_text(cells[self._places["text"]])) if "text" in self._places else ""
        line, bare = self._line(cells, text)
        project, code = self._named(cells, "project"), self._named(cells, "project_code")
        return SourceRow(
            work_date=day,
            person=person,
            client=self._named(cells, "client"),
            project=project,
            task=self._task(cells),
            seconds=seconds,
            text=text,
            mail=mail,
            project_code=code if project or code else self._default_project,
            line=line,
            billable=billable,
            value=_value(seconds, price, amount, billable, currency),
            cost=_amount(seconds, cost, cost_amount, currency),
            rate=str(price) if price else "",
            cost_rate=str(cost) if cost else "",
            currency=currency,
            reference=self._named(cells, "reference"),
            bare=bare,
        )

    def _person(self, cells: Sequence[Cell]) -> str:
        if "person" in self._places:
            return self._named(cells, "person") or self._default_person
        return f"{self._named(cells, 'first_name')} {self._named(cells, 'last_name')}".strip() or self._default_person

    def _task(self, cells: Sequence[Cell]) -> str:
        """The task's name, with its key before it where the file has one: two may be called the same."""
        if "item_key" not in self._places:
            return self._named(cells, "task")
        return f"{self._named(cells, 'item_key')} {self._named(cells, 'task')}".strip()

    def _between(self, cells: Sequence[Cell]) -> int | Reason:
        """Seconds from start to end, of a file without durations."""
        day, start, end_day, end = self._span
        parts = (self._date(cells[day]), self._clock(cells[start]), self._date(cells[end_day]), self._clock(cells[end]))
        begun, since, ended, until = parts
        if isinstance(begun, date) and isinstance(since, int) and isinstance(ended, date) and isinstance(until, int):
            return seconds_between(begun, since, ended, until)
        return next(part for part in parts if isinstance(part, Reason))

    def _line(self, cells: Sequence[Cell], text: str) -> tuple[str, str]:
        """The line's code (its own column first, then the text) and the text without a code."""
        if not self._codes:
            return self._named(cells, "line"), text
        own = self._named(cells, "line")
        line = self._codes.resolved(own) if own else self._codes.code_in(text)
        return line, self._codes.without_code(text)

    def _currency_of(self, cells: Sequence[Cell]) -> str | Reason:
        given = self._named(cells, "currency")
        if given:
            return parse_currency(given)
        return self._currency or Reason("currency_missing")

    def _named(self, cells: Sequence[Cell], name: str) -> str:
        place = self._places.get(name)
        said = "" if place is None else self._name(cells[place])
        return said if said or name not in self._second else self._name(cells[self._second[name]])


_MONEY = ("price", "amount", "cost", "cost_amount")
_CHECKED = ("date", "hours", "billable", *_MONEY)


def _value(
    seconds: int, price: Decimal | None, amount: Decimal | None, billable: bool | None, currency: str
) -> int | None:
    """The value as the file has it, minor units: its amount, else its rate × time; see `domain.md`, Money.

    0 or empty is unknown (None) on a billable row and a known 0 on one that is not billable.
    """
    if billable is False:
        return round_half_even(amount, currency) if amount else 0
    return _amount(seconds, price, amount, currency)


@lru_cache(maxsize=65_536)
def _amount(seconds: int, hourly: Decimal | None, amount: Decimal | None, currency: str) -> int | None:
    """The given amount, else hourly × seconds ÷ 3600 rounded half-even; None where both are 0 or empty."""
    if amount:
        return round_half_even(amount, currency)
    return round_half_even(hourly * seconds / 3600, currency) if hourly else None


def _was_billed(cell: Cell, mark: DecimalMark) -> bool | Reason | None:
    """Whether any time was billed; None where the cell is empty. More than a day may be billed in one row."""
    billed = parse_duration(cell, mark)
    if isinstance(billed, int):
        return billed > 0
    return {"hours_missing": None, "hours_over_day": True}.get(billed.code, billed)


def _negative(number: Decimal | Reason | None) -> bool:
    return isinstance(number, Decimal) and number < 0


def _plain(cell: Cell) -> str:
    """A money cell as text; a spreadsheet's number keeps all its digits."""
    return repr(cell) if isinstance(cell, float) else cell_text(cell).strip()


def _remembered(parse: Callable[[Cell], T]) -> Callable[[Cell], T]:
    """`parse` with a memory that empties itself when full. Typed cells are not kept: 1 and True would be one key."""
    memory: dict[str, T] = {}

    def read(cell: Cell) -> T:
        if not isinstance(cell, str):
            return parse(cell)
        try:
            return memory[cell]
        except KeyError:
            if len(memory) >= _CACHE:
                memory.clear()
            value = memory[cell] = parse(cell)
            return value

    return read
