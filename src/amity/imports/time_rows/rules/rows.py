"""Convert a record to a source row, or to the reasons against it. The hot path of every time import."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter
from typing import Any

from amity.imports.cells.rules.billable import parse_billable
from amity.imports.cells.rules.clocks import parse_clock, seconds_between
from amity.imports.cells.rules.currency import parse_currency
from amity.imports.cells.rules.dates import parse_date
from amity.imports.cells.rules.durations import parse_duration
from amity.imports.cells.rules.numbers import DecimalMark, parse_number
from amity.imports.cells.rules.parsed import ParsedCells
from amity.imports.columns.rules.dialect import Dialect
from amity.imports.columns.rules.fields import Columns
from amity.imports.line_codes.rules import LineCodes
from amity.imports.rules import Cell, Reason, Record, cell_text, tidy
from amity.imports.time_rows.rules.canonical import SourceRow, project_key
from amity.imports.time_rows.rules.parts import RowParts, Shared
from amity.imports.time_rows.rules.totals import is_total
from amity.shared.money import round_half_even

_KEPT = 40_000
_RATES = 1_000
_LARGEST_AMOUNT = 10**15
"""Most minor units of an amount. A larger one is from another column."""
_LONGEST = (("person", 200), ("mail", 200), ("client", 200), ("project", 200), ("project_code", 40), ("task", 300))
"""Most characters of names that can be stored."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """An unreadable record: its number, and a reason for each wrong field (field name, reason)."""

    number: int
    reasons: tuple[tuple[str, Reason], ...]


@dataclass(slots=True, eq=False)
class _CommonCells:
    """Cells that rows share, parsed once. `is_right` means that all of them are valid."""

    shared: Shared
    billable: bool | Reason | None
    price: Decimal | Reason | None
    cost: Decimal | Reason | None
    currency: str | Reason
    is_right: bool
    values: dict[int, int]
    costs: dict[int, int]
    """The amounts of so many seconds at the rate, added as they occur and shared by all rows with that rate."""


class RowReader:
    """Reads records by columns and dialect. Repeated cells are parsed once, which gives most of its speed."""

    def __init__(self, columns: Columns, dialect: Dialect, codes: LineCodes | None = None) -> None:
        self._places, self._second, self._span = columns.places, columns.second, columns.span
        self._codes = codes
        self._currency = columns.currency or dialect.currency
        self._default_person = dialect.person
        self._default_project = dialect.project
        mark, hours_mark, order, zone = dialect.mark, dialect.hours_mark, dialect.date_order, dialect.zone
        self._date = ParsedCells(lambda cell: parse_date(cell, order, zone)).of
        self._hours = ParsedCells(lambda cell: parse_duration(cell, hours_mark, unit=columns.hours_unit)).of
        self._number = ParsedCells(lambda cell: parse_number(text, mark) if (text := _plain(cell)) else None).of
        self._clock = ParsedCells(parse_clock).of
        self._billable = ParsedCells[bool | Reason | None](
            (lambda cell: _was_billed(cell, hours_mark)) if "billed" in columns.places else parse_billable
        ).of
        self._name = ParsedCells(lambda cell: tidy(cell_text(cell))).of
        place = columns.places.get
        self._billable_at = place("billed", place("billable"))
        self._date_at, self._hours_at, self._text_at = columns.places["date"], place("hours"), place("text")
        self._amount_at, self._cost_at = place("amount"), place("cost_amount")
        self._has_line = bool(codes) or "line" in columns.places or "line" in columns.second
        self._has_reference = "reference" in columns.places or "reference" in columns.second
        at = [place for where in (self._places, self._second) for name, place in where.items() if name in _SHARED_CELLS]
        # Two places at least, so that the key is always a tuple.
        self._key: Callable[[Sequence[Cell]], tuple[Cell, ...]] = itemgetter(*at, *at[:1]) if at else lambda _cells: ()
        self._common: dict[tuple[Cell, ...], _CommonCells] = {}
        self._shared: dict[tuple[Any, ...], Shared] = {}
        self._worth: dict[tuple[Decimal, str], dict[int, int]] = {}

    def read(self, record: Record) -> SourceRow | Rejected:
        """Return the source row, or all reasons against the record, each with its field."""
        parts = self.parts(record)
        return parts if isinstance(parts, Rejected) else parts.whole()

    def parts(self, record: Record) -> RowParts | Rejected:
        """Return the row in two parts, which is faster for very long files."""
        if record.reason:
            return Rejected(record.number, (("", record.reason),))
        cells = record.cells
        common = self._common.get(self._key(cells)) or self._keep(cells)
        day = self._date(cells[self._date_at])
        seconds = self._hours(cells[self._hours_at]) if self._hours_at is not None else self._between(cells)
        amount = self._number(cell) if self._amount_at is not None and (cell := cells[self._amount_at]) else None
        cost_amount = self._number(cell) if self._cost_at is not None and (cell := cells[self._cost_at]) else None
        if not (
            common.is_right
            and isinstance(day, date)
            and isinstance(seconds, int)
            and (not amount or _is_right(amount, common.currency))
            and (not cost_amount or _is_right(cost_amount, common.currency))
        ):
            return Rejected(record.number, self._wrong(common, day, seconds, amount, cost_amount))
        text = tidy(cell_text(cells[self._text_at])) if self._text_at is not None else ""
        line, bare = self._line(cells, text) if self._has_line else ("", text)
        shared = common.shared
        # 0 or empty is unknown (None) on a billable row and a known 0 on one that is not; see `domain.md`, Money.
        if shared.billable is False and not amount:
            value: int | None = 0
        else:
            value = _amount(seconds, common.price, amount, common, common.values)
        cost = _amount(seconds, common.cost, cost_amount, common, common.costs) if cost_amount or common.cost else None
        if (value and value > _LARGEST_AMOUNT) or (cost and cost > _LARGEST_AMOUNT):
            return Rejected(record.number, (("price", Reason("amount_too_large")),))
        reference = self._named(cells, "reference") if self._has_reference else ""
        return RowParts(shared, day, seconds, text, line, value, cost, reference, bare)

    def _keep(self, cells: Sequence[Cell]) -> _CommonCells:
        """Read what the row shares with others. Typed cells are not cached, because 1 and True would be one key."""
        key, places = self._key(cells), self._places
        billable = self._billable(cells[self._billable_at]) if self._billable_at is not None else None
        price, cost = (self._number(cells[places[name]]) if name in places else None for name in ("price", "cost"))
        currency = self._currency_of(cells)
        code = currency if isinstance(currency, str) else ""
        shared = self._shared_of(cells, billable, price, cost, code)
        is_right = (
            not isinstance(billable, Reason)
            and bool(shared.person or shared.mail)
            and not self._total(shared)
            and not _too_long(shared)
            and not (isinstance(currency, Reason) and currency.code == "currency_unknown")
            and all(not rate or _is_right(rate, currency) for rate in (price, cost))
        )
        common = _CommonCells(
            shared, billable, price, cost, currency, is_right, self._worth_at(price, code), self._worth_at(cost, code)
        )
        if all(isinstance(cell, str) for cell in key):
            if len(self._common) >= _KEPT:
                self._common.clear()
            self._common[key] = common
        return common

    def _shared_of(self, cells: Sequence[Cell], billable: Any, price: Any, cost: Any, currency: str) -> Shared:
        project, code = self._named(cells, "project"), self._named(cells, "project_code")
        shared = (
            self._person(cells), self._named(cells, "mail").lower(), self._named(cells, "client"), project,
            code if project or code else self._default_project, self._task(cells),
            billable if isinstance(billable, bool) else None, str(price) if price else "", str(cost) if cost else "",
            currency,
        )  # fmt: skip
        found = self._shared.get(shared)
        if found is None:
            if len(self._shared) >= _KEPT:
                self._shared.clear()
            found = self._shared[shared] = Shared(*shared, project_key=project_key(shared[2], shared[3] or shared[4]))
        return found

    def _worth_at(self, rate: Decimal | Reason | None, currency: str) -> dict[int, int]:
        if not isinstance(rate, Decimal):
            return {}
        if len(self._worth) >= _RATES:
            self._worth.clear()
        return self._worth.setdefault((rate, currency), {})

    def _wrong(
        self, common: _CommonCells, day: date | Reason, seconds: int | Reason, amount: Any, cost_amount: Any
    ) -> tuple[tuple[str, Reason], ...]:
        """Return every reason against a row that isn't valid."""
        numbers = (common.price, amount, common.cost, cost_amount)
        needs_currency = any(number and type(number) is Decimal for number in numbers)
        read = (day, seconds, common.billable, *numbers)
        wrong = [(name, value) for name, value in zip(_CHECKED, read, strict=True) if isinstance(value, Reason)]
        if needs_currency:
            wrong += [(name, Reason("price_negative")) for name, n in zip(_MONEY, numbers, strict=True) if _negative(n)]
        if isinstance(common.currency, Reason) and (needs_currency or common.currency.code == "currency_unknown"):
            wrong.append(("currency", common.currency))
        if not (common.shared.person or common.shared.mail):
            wrong.append(("person", Reason("person_missing")))
        if total := self._total(common.shared):
            wrong.append(("person", Reason("row_of_totals", text=total)))
        return tuple(wrong) or _too_long(common.shared)

    def _total(self, shared: Shared) -> str:
        """Return the word that marks a row as a total: in place of the person or the project."""
        has_person = {"person", "first_name", "last_name"} & self._places.keys()
        word = shared.person if has_person else shared.project
        return word if is_total(word) else ""

    def _person(self, cells: Sequence[Cell]) -> str:
        if "person" in self._places:
            return self._named(cells, "person") or self._default_person
        return f"{self._named(cells, 'first_name')} {self._named(cells, 'last_name')}".strip() or self._default_person

    def _task(self, cells: Sequence[Cell]) -> str:
        """Return the task's name, after its key if the file has one, because two tasks may have the same name."""
        if "item_key" not in self._places:
            return self._named(cells, "task")
        return f"{self._named(cells, 'item_key')} {self._named(cells, 'task')}".strip()

    def _between(self, cells: Sequence[Cell]) -> int | Reason:
        """Return the seconds from start to end, for a file without durations."""
        day, start, end_day, end = self._span
        parts = (self._date(cells[day]), self._clock(cells[start]), self._date(cells[end_day]), self._clock(cells[end]))
        begun, since, ended, until = parts
        if isinstance(begun, date) and isinstance(since, int) and isinstance(ended, date) and isinstance(until, int):
            return seconds_between(begun, since, ended, until)
        return next(part for part in parts if isinstance(part, Reason))

    def _line(self, cells: Sequence[Cell], text: str) -> tuple[str, str]:
        """Return the line's code (its own column first, then the text) and the text without a code."""
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
        text = "" if place is None else self._name(cells[place])
        return text if text or name not in self._second else self._name(cells[self._second[name]])


_MONEY = ("price", "amount", "cost", "cost_amount")
_CHECKED = ("date", "hours", "billable", *_MONEY)


_SHARED_CELLS = frozenset(
    ("person", "first_name", "last_name", "mail", "client", "project", "project_code", "task", "item_key", "billable",
     "billed", "price", "cost", "currency")
)  # fmt: skip


def _is_right(number: Decimal | Reason | None, currency: str | Reason) -> bool:
    """Return whether an amount or a rate is above zero and can be imported."""
    return isinstance(number, Decimal) and number > 0 and isinstance(currency, str)


def _amount(seconds: int, hourly: Any, amount: Any, common: _CommonCells, worth: dict[int, int]) -> int | None:
    """Return the given amount, or hourly × seconds ÷ 3600 rounded half-even, or None where both are 0 or empty."""
    if amount:
        return _minor(amount, common.shared.currency)
    if not hourly:
        return None
    known = worth.get(seconds)
    if known is None:
        known = worth[seconds] = round_half_even(hourly * seconds / 3600, common.shared.currency)
    return known


_minor = lru_cache(maxsize=65_536)(round_half_even)


def _was_billed(cell: Cell, mark: DecimalMark) -> bool | Reason | None:
    """Return whether any time was billed, or None where the cell is empty. A row can have more than a day billed."""
    billed = parse_duration(cell, mark)
    if isinstance(billed, int):
        return billed > 0
    return {"hours_missing": None, "hours_over_day": True}.get(billed.code, billed)


def _negative(number: Decimal | Reason | None) -> bool:
    return isinstance(number, Decimal) and number < 0


def _plain(cell: Cell) -> str:
    """Return a money cell as text. A spreadsheet's number keeps all its digits."""
    return repr(cell) if isinstance(cell, float) else cell_text(cell).strip()


def _too_long(shared: Shared) -> tuple[tuple[str, Reason], ...]:
    """Return the first name that is too long to be stored with the reason, if there is one."""
    for name, most in _LONGEST:
        if len(getattr(shared, name)) > most:
            return ((name, Reason("name_too_long", field=name.replace("_", " "), limit=most)),)
    return ()
