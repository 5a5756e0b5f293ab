"""Columns: how a cell is shown on a page, and its value in a file."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from django.template import Context
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from amity.shared.money import Money
from amity.shared.permission import MoneyRight
from amity.ui.lists import exact
from amity.ui.templatetags import amity as filters

Kind = Literal["text", "state", "money", "hours", "percent", "day", "month", "number"]
Draw = Callable[[Context, Any, Any], SafeString]
"""Draws a cell, with the context of the page, the row and the value."""
NUMERIC = ("money", "hours", "percent", "number")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A declared column.

    `value` reads the row (default: the attribute named `key`). `sort` is a non-computed, indexed field to order by, or
    "" if sorting is not offered. `link` returns the URL of the row's object, or of what a figure is made of; `why` that
    of its breakdown, which opens in the list. `template` draws the cell itself, with `row` and `value`; `draw` does so
    as text, for a long list. `right` is the money right a person needs to see anything here. `aside` is a column shown
    only if selected, and in every file, because it repeats part of another cell or is seldom needed. `of_closed` is one
    that only closed rows fill: without them, it is shown only if selected. `wide` is a column that a phone leaves out
    unless it is selected. `leading` is a figure that begins where text does, as a bar with its share. `note` returns a
    second, fainter line, and `shape` the shape of a state: well, watch, unwell, info or "". A column of the kind
    `state` is drawn as a pill; elsewhere the shape is a finding about the value, such as a date that has passed.
    """

    key: str
    label: str | Promise
    kind: Kind = "text"
    sort: str = ""
    value: Callable[[Any], Any] | None = None
    link: Callable[[Any], str] | None = None
    why: Callable[[Any], str] | None = None
    note: Callable[[Any], Any] | None = None
    shape: Callable[[Any], str] | None = None
    template: str = ""
    draw: Draw | None = None
    right: MoneyRight = MoneyRight.NONE
    style: str = ""
    aside: bool = False
    of_closed: bool = False
    wide: bool = False
    leading: bool = False

    @property
    def numeric(self) -> bool:
        """Return whether its values are aligned right."""
        return self.kind in NUMERIC

    @property
    def opens(self) -> bool:
        """Return whether its figures open what they are made of."""
        return self.why is not None or self.link is not None

    @property
    def css(self) -> str:
        """Return the classes of its cells: figures aligned right, wide columns hidden on narrow screens."""
        return " ".join(css for css, so in (("num", self.numeric and not self.leading), ("wide-only", self.wide)) if so)

    def read(self, row: Any) -> Any:
        """Return the plain value of a row: `Money`, seconds, basis points, a date, text."""
        return self.value(row) if self.value else getattr(row, self.key)

    def shown(self, value: Any) -> Any:
        """Return the value as shown on a page, in the person's formats."""
        if value is None or value == "":
            return filters.money(None)
        if self.kind == "money":
            return filters.money(value, self.style)
        if self.kind == "hours":
            return filters.hours(value, self.style or "sum")  # type: ignore[arg-type]
        if self.kind == "percent":
            return filters.percent(value, self.style)
        if self.kind == "day":
            return filters.day(value)
        if self.kind == "month":
            return filters.month(value)
        return filters.number(value) if self.kind == "number" else value

    def headings(self) -> list[str]:
        """Return the column's headings in a file. An amount has its currency in a column of its own."""
        name = str(self.label)
        return [name, f"{name} ¤"] if self.kind == "money" else [name]

    def exported(self, value: Any) -> list[str]:
        """Return the value for a file: exact, the same in every locale, and never a formula."""
        if self.kind == "money":
            return _money_cells(value)
        if value is None:
            return [""]
        if self.kind == "hours":
            return [exact.hours(value)]
        if self.kind == "percent":
            return [exact.percent(value)]
        if self.kind == "day":
            return [_iso(value)]
        return [str(value)] if self.kind in ("number", "month") else [harmless(str(value))]


def harmless(text: str) -> str:
    """Return text that a spreadsheet won't read as a formula: a leading = + - @ gets an apostrophe."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _money_cells(value: Money | None) -> list[str]:
    return ["", ""] if value is None else [f"{value.major:f}", value.currency]


def _iso(value: date | datetime) -> str:
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return value.isoformat()
