"""Pure rules for expenses in a table of any layout: one record per payment, with date, amount and description."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from amity.imports.cells.rules.billable import parse_billable
from amity.imports.cells.rules.currency import currency_in_header, parse_currency
from amity.imports.cells.rules.dates import DateOrder, DateSurvey, parse_date
from amity.imports.cells.rules.numbers import DecimalMark, NumberSurvey, parse_number
from amity.imports.columns.rules.by_words import columns_by_words, field_words
from amity.imports.columns.rules.fields import named
from amity.imports.columns.rules.mapping import guess_columns
from amity.imports.rules import Cell, Reason, Record, Unreadable, cell_text, name_key, tidy
from amity.imports.time_rows.rules.rows import Rejected
from amity.shared.money import round_half_even

_WORDS: Mapping[str, str] = {
    "date": "date|spent on|day|expense date|invoice date|datum|belegdatum|tag",
    "amount": "amount|cost|total|price|total cost|net amount|sum|net|betrag|netto|summe",
    "currency": "currency|currency code|währung",
    "person": "person|employee|user|paid by|name|who|mitarbeiter|bezahlt von",
    "first_name": "first name|vorname|given name",
    "last_name": "last name|nachname|surname|family name",
    "mail": "email|e-mail|mail|user email",
    "client": "client|customer|account|kunde|client name",
    "project": "project|project name|projekt|job",
    "project_code": "project code|projektcode|project number|projektnummer",
    "line": "line|line code|code|position",
    "supplier": "supplier|vendor|merchant|payee|lieferant|vendor name",
    "text": "description|notes|text|what|comment|note|notizen|beschreibung|memo|details",
    "category": "category|expense category|kategorie|type of expense",
    "kind": "kind|type|art|expense type",
    "billable": "billable|billable?|rebillable|abrechenbar|abrechenbar?",
    "billed": "billed|billed amount|rebilled|charge|billable amount|rebilled amount|weiterberechnet",
}
FIELDS = tuple(_WORDS)
"""The possible fields of a column in an expense file."""
NEEDED = ("date", "amount")
_FIELD_OF = field_words(_WORDS)
PASSED_ON, DELIVERY = "pass_through", "delivery"
_KINDS = {
    PASSED_ON: "pass through|pass-through|pass_through|passed on|passed-on|third party|third-party|rebilled|"
    "durchlaufend|fremdleistung|fremdkosten",
    DELIVERY: "delivery|cost of delivery|cost|own|internal|agency|eigene|intern",
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split("|")}
MOST = 10**14


@dataclass(frozen=True, slots=True)
class ExpenseRow:
    """One expense in a file.

    `amount` is in minor units of `currency`. `billed` is in major units, as text, because its currency is the
    agreement's. `kind` is empty and `billable` None where the file doesn't state them.
    """

    spent_on: date
    amount: int
    currency: str
    person: str = ""
    mail: str = ""
    client: str = ""
    project: str = ""
    project_code: str = ""
    line: str = ""
    supplier: str = ""
    text: str = ""
    kind: str = ""
    billable: bool | None = None
    billed: str = ""
    number: int = 0

    @property
    def thing(self) -> tuple[str, ...]:
        """The expense without its amount. Two rows with equal results may be one corrected expense."""
        names = (self.person or self.mail, self.client, self.project or self.project_code, self.supplier, self.text)
        return (self.spent_on.isoformat(), *map(name_key, names))

    @property
    def same(self) -> "ExpenseRow":
        """The row without its position in a file. Equal rows are the same expense, as often as both sides have them."""
        return replace(self, number=0)

    @property
    def label(self) -> str:
        """A short description of the expense, without its amount."""
        return f"{self.spent_on.isoformat()} · {self.supplier or self.text or self.person or '-'}"

    def as_json(self) -> dict[str, Any]:
        """Return the row for a JSON column, without empty fields. `from_json` reads it back."""
        columns = {one.name: getattr(self, one.name) for one in fields(self) if one.name not in ("number", "spent_on")}
        values = {name: value for name, value in columns.items() if value not in ("", None)}
        return {"spent_on": self.spent_on.isoformat(), **values}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "ExpenseRow":
        """Return the row stored by `as_json`."""
        return cls(**{**stored, "spent_on": date.fromisoformat(stored["spent_on"])})


@dataclass(frozen=True, slots=True)
class ExpenseTable:
    """The format of a file of expenses: field → column, and how its cells are read."""

    places: Mapping[str, int]
    order: DateOrder
    mark: DecimalMark
    currency: str


def expense_columns(headers: Sequence[str], chosen: Mapping[str, str] | None = None) -> dict[str, int]:
    """Return field → column by header, with a person's choice (field → header, empty for none) over it.

    Raises `Unreadable` (`map_column`) for a chosen header that isn't in the file.
    """
    return columns_by_words(_FIELD_OF, headers, chosen)


def looks_like_expenses(headers: Sequence[str]) -> bool:
    """Return whether a table contains expenses: a date, an amount, a column that only expenses have, and no time."""
    fields = expense_columns(headers).keys()
    telling = fields >= {"date", "amount"} and fields & {"supplier", "category"}
    return bool(telling) and "hours" not in guess_columns(headers, ()).places


def surveyed(
    headers: Sequence[str],
    places: Mapping[str, int],
    records: Iterable[Record],
    *,
    date_order: DateOrder | None = None,
    mark: DecimalMark | None = None,
    currency: str = "",
) -> ExpenseTable:
    """Return how the file writes dates and amounts.

    Raises `Unreadable`: `columns_missing`, or a `date_order_*` question.
    """
    if missing := [field for field in NEEDED if field not in places]:
        raise Unreadable("columns_missing", fields=", ".join(missing), found=named(headers))
    days, amounts = DateSurvey(), NumberSurvey()
    for record in records:
        days.add(cell_text(record.cells[places["date"]]))
        for field in ("amount", "billed"):
            if field in places:
                amounts.add(cell_text(record.cells[places[field]]))
    order = date_order or days.verdict()
    if isinstance(order, Reason):
        raise Unreadable(order.code, **dict(order.params))
    known_currency = currency_in_header(headers[places["amount"]]) or currency
    return ExpenseTable(places, order, mark or amounts.verdict(), known_currency)


def expenses_in(table: ExpenseTable, records: Iterable[Record]) -> Iterator[ExpenseRow | Rejected]:
    """Yield the expenses of a file in order, or all reasons against a record."""
    for record in records:
        yield _row(table, record)


def _row(table: ExpenseTable, record: Record) -> ExpenseRow | Rejected:
    if record.reason:
        return Rejected(record.number, (("", record.reason),))
    texts = {field: tidy(cell_text(record.cells[place])) for field, place in table.places.items()}
    day = parse_date(record.cells[table.places["date"]], table.order)
    currency = parse_currency(texts["currency"]) if texts.get("currency") else table.currency
    amount = _money(record.cells[table.places["amount"]], table.mark)
    billed = _money(record.cells[table.places["billed"]], table.mark) if texts.get("billed") else ""
    billable = parse_billable(texts.get("billable", ""))
    kind = _kind(texts.get("kind", ""))
    checked = (("date", day), ("amount", amount), ("currency", currency), ("billed", billed), ("billable", billable))
    wrong = [(field, value) for field, value in (*checked, ("kind", kind)) if isinstance(value, Reason)]
    if not currency:
        wrong.append(("currency", Reason("currency_missing")))
    if amount == "":
        wrong.append(("amount", Reason("line_field_missing", field="amount")))
    if (
        wrong
        or not isinstance(day, date)
        or not isinstance(amount, Decimal)
        or isinstance(currency, Reason)
        or isinstance(billable, Reason)
        or isinstance(kind, Reason)
    ):
        return Rejected(record.number, tuple(wrong))
    minor = round_half_even(amount, currency)
    if abs(minor) >= MOST:
        return Rejected(record.number, (("amount", Reason("amount_too_large")),))
    values = {name: texts.get(name, "") for name in ("client", "project", "project_code", "line", "supplier")}
    person = texts.get("person") or f"{texts.get('first_name', '')} {texts.get('last_name', '')}".strip()
    text = " · ".join(part for part in (texts.get("category", ""), texts.get("text", "")) if part)
    return ExpenseRow(
        day, minor, currency, person, texts.get("mail", "").lower(), **values, text=text, kind=kind, billable=billable,
        billed=str(billed) if isinstance(billed, Decimal) else "", number=record.number,
    )  # fmt: skip


def _money(cell: Cell, mark: DecimalMark) -> Decimal | Reason | str:
    """Return the number, the reason against it, or ""."""
    text = repr(cell) if isinstance(cell, float) else cell_text(cell).strip()
    return parse_number(text, mark) if text else ""


def _kind(text: str) -> str | Reason:
    """Return the kind, or "" where the file doesn't state one."""
    return _KIND_OF.get(name_key(text)) or (Reason("expense_kind", text=text) if text else "")
