"""`ComputedList`: a list whose rows are calculated, so that what no database can order by sorts over all of them."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from operator import attrgetter
from typing import Any, ClassVar

from django import forms

from amity.ui.lists import filtering
from amity.ui.lists.keyset import BadCursor, Order
from amity.ui.lists.page import ListPage


class ComputedList(ListPage):
    """A declared list of values. A subclass names its filter form and calculates the rows that pass it.

    Each row has a `key`, a text that no other row has. A column's `sort` names an attribute of the row.
    """

    filter_class: ClassVar[type[forms.Form]]

    def calculated(self) -> Sequence[Any]:
        """Return every row that passes the filters, in any order."""
        raise NotImplementedError

    @cached_property
    def every(self) -> list[Any]:
        """Return all rows that pass the filters, in the order of the list."""
        return in_order(self.calculated(), self.ordered_by, self.measure(self.ordered_by.field))

    def measure(self, field: str) -> Callable[[Any], Any]:
        """Return what reads the value a row is sorted by, None where it has none."""
        return attrgetter(field)

    @cached_property
    def filter_form(self) -> forms.Form:
        """Return the filters as asked for. What is not offered counts as not asked for."""
        form = self.filter_class(self.query)
        self.offer(form)
        filtering.as_bar(form)
        form.is_valid()
        return form

    def offer(self, form: Any) -> None:
        """Fill in the choices of the filters, before they are read."""

    @cached_property
    def _filter_names(self) -> set[str]:
        return set(self.filter_form.fields)

    def count_rows(self, most: int = 10_000_000) -> int:
        """Return how many rows pass the filters, counted up to `most`."""
        return min(len(self.every), most)

    def _every_row(self) -> Iterator[Any]:
        return iter(self.every)

    def _rows_after(self, cursor: str, most: int) -> list[Any]:
        if not cursor:
            return self.every[:most]
        place = next((place for place, row in enumerate(self.every, start=1) if row.key == cursor), None)
        if place is None:
            raise BadCursor(cursor)
        return self.every[place : place + most]

    def _cursor_of(self, row: Any) -> str:
        return str(row.key)


def in_order(rows: Sequence[Any], order: Order, measure: Callable[[Any], Any] | None = None) -> list[Any]:
    """Return rows by an attribute, or by what `measure` reads, those without a value last.

    Rows of one value stay in the order they came in.
    """
    value = measure or attrgetter(order.field)
    known = [row for row in rows if value(row) is not None]
    unknown = [row for row in rows if value(row) is None]
    return [*sorted(known, key=value, reverse=order.descending), *unknown]
