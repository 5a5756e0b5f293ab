"""`ScopedList`: a list that opens on what is the person's own and open, with tabs that count and calculated orders."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, ClassVar, Final

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet

from amity.shared.actor import Actor
from amity.shared.numbers import whole_number
from amity.ui.asked import queried
from amity.ui.links import Link
from amity.ui.lists import filtering
from amity.ui.lists.columns import Column
from amity.ui.lists.keyset import BadCursor
from amity.ui.lists.page import ListPage
from amity.ui.lists.tabs import EVERYONE, MINE, OPEN, SWITCHES, Labels, Tab, add_switches, tab_links

Rows = QuerySet[Any, Any]
CALCULATED: Final = "calculated:"
"""Begins the `sort` of a column that no database can order by: `calculated` reads its values for all rows."""


class ScopedList(ListPage):
    """A declared list with an owner, a state, or tabs.

    `whose` are the two labels of the choice between one's own rows and all, `over` the condition of rows that are
    hidden behind the switch `closed`. `states` are filters of which a value shows closed rows too.
    """

    whose: ClassVar[Labels | None] = None
    over: ClassVar[Q | None] = None
    over_label: ClassVar[str | Promise] = _("Closed")
    states: ClassVar[Sequence[str]] = ("state",)
    open_label: ClassVar[str | Promise] = _("Open")
    tabs: ClassVar[Sequence[Tab]] = ()
    _counts: Mapping[str, int] = {}

    def mine(self, actor: Actor) -> Q:
        """Return the condition of the rows that are the person's own."""
        raise NotImplementedError

    def calculated(self, name: str, rows: Rows) -> Mapping[int, Any]:
        """Return the value of every row that passes, by id, for an order that is calculated; None without one."""
        raise NotImplementedError

    @cached_property
    def today(self) -> date:
        """Return the day on which the list is read."""
        return timezone.localdate()

    @cached_property
    def shows_closed(self) -> bool:
        """Return whether rows that are over are listed: by the switch, or by a state that is asked for."""
        asked = queried(self.request)
        return asked.search("closed") not in ("", "False") or any(asked.search(name) for name in self.states)

    @cached_property
    def shows_mine(self) -> bool:
        """Return whether only the person's own rows are listed: unless they have none, or ask for all."""
        asked = queried(self.request).choice("whose", (MINE, EVERYONE))
        if self.whose is None or asked:
            return asked == MINE and self.whose is not None
        return self._open(self.visible).filter(self.mine(self._actor)).exists()

    @cached_property
    def visible(self) -> Rows:
        """Return the rows the person can see, as a query that isn't asked yet."""
        return self.rows(self._actor)

    def base(self) -> Rows:
        """Return the rows to which the filters are applied."""
        rows = self.visible if self.shows_closed else self._open(self.visible)
        return rows.filter(self.mine(self._actor)) if self.shows_mine else rows

    @property
    def _chosen(self) -> Sequence[Column]:
        chosen = super()._chosen
        all_open = not self._asked and not self.shows_closed
        return [column for column in chosen if not column.of_closed] if all_open else chosen

    @cached_property
    def filterset(self) -> FilterSet:
        """Return the requested filters, with the choice of whose rows and the switch."""
        kind = self.filters or filtering.by_text(self.find)
        made = filtering.bounded(kind(self.query, queryset=self.base(), request=self.request), self.hidden_filters)
        _narrowed = made.qs  # the filters are read before the form has more fields
        over = "" if self.over is None else self.over_label
        add_switches(made.form, self.whose, mine=self.shows_mine, over_label=over)
        return made

    @cached_property
    def _filter_names(self) -> set[str]:
        return super()._filter_names | set(SWITCHES)

    @property
    def tab(self) -> Tab | None:
        """Return the tab asked for, None for the first, which shows everything."""
        view = queried(self.request).choice("view", [tab.key for tab in self.tabs], OPEN)
        return next((tab for tab in self.tabs if tab.key == view), None)

    @cached_property
    def passed(self) -> Rows:
        """Return the rows that pass the filters, of every tab."""
        found: Rows = self.filterset.qs
        return found

    @cached_property
    def found(self) -> Rows:
        """The rows of the tab."""
        return self._open(self.passed).filter(self.tab.passes(self.today)) if self.tab else self.passed

    def context(self) -> dict[str, Any]:
        """Return the context of the list with its tabs, and whether something is only hidden by the switches."""
        self._read_counts()
        context = super().context()
        hidden = not context["is_any"] and self.visible.exists()
        return context | {
            "tabs": self._tabs(),
            "is_any": context["is_any"] or hidden,
            "hidden_url": self._url(closed="on", whose=EVERYONE, view=None, after=None) if hidden else "",
        }

    def _tabs(self) -> list[Link]:
        """The tabs with their counts, and the saved views."""
        if not self.tabs:
            return []
        labels = [(OPEN, self.open_label), *((tab.key, tab.label) for tab in self.tabs)]
        return tab_links(labels, self._counts, self._current, self.views, lambda key: self._url(view=key, after=None))

    @property
    def _current(self) -> str:
        return self.tab.key if self.tab else OPEN

    def _read_counts(self) -> None:
        """Count the rows of all tabs, in one query."""
        if not self.tabs:
            return
        rows, among = self._open(self.passed).order_by(), self.passed.model._base_manager
        if sum(bool(uses) for uses in rows.query.alias_refcount.values()) > 1:
            # A condition on another table can find a row twice.
            rows = among.filter(pk__in=rows.values("pk"))
        passes = {tab.key: tab.passes(self.today) for tab in self.tabs}
        # Counting distinct rows sorts all of them.
        twice = any(len(among.filter(each).query.alias_map) > 1 for each in passes.values())
        counted = {key: Count("pk", filter=each, distinct=twice) for key, each in passes.items()}
        self._counts = rows.aggregate(**{OPEN: Count("pk", distinct=twice)}, **counted)

    def _open(self, rows: Rows) -> Rows:
        return rows if self.over is None else rows.exclude(self.over)

    @property
    def _is_calculated(self) -> bool:
        return self.ordered_by.field.startswith(CALCULATED)

    @cached_property
    def _keys(self) -> list[int]:
        """The ids of all rows in the calculated order, those without a value last."""
        values = self.calculated(self.ordered_by.field.removeprefix(CALCULATED), self.found.all())
        keys = sorted(values)
        known = [key for key in keys if values[key] is not None]
        unknown = [key for key in keys if values[key] is None]
        return [*sorted(known, key=values.__getitem__, reverse=self.ordered_by.descending), *unknown]

    def count_rows(self, most: int = 10_000_000) -> int:
        """Return how many rows pass the filters, counted up to `most`. The tabs may have counted them."""
        if self._is_calculated:
            return min(len(self._keys), most)
        # Only a tab leaves out what is over where it is shown.
        counted = self._counts if self.tab or not self.shows_closed else {}
        return min(counted[self._current], most) if counted else super().count_rows(most)

    def _rows_after(self, cursor: str, most: int) -> list[Any]:
        if not self._is_calculated:
            return super()._rows_after(cursor, most)
        place = 0
        if cursor:
            key = whole_number(cursor)
            if key is None or key not in self._keys:
                raise BadCursor(cursor)
            place = self._keys.index(key) + 1
        return self._rows_of(self._keys[place : place + most])

    def _cursor_of(self, row: Any) -> str:
        return str(row.pk) if self._is_calculated else super()._cursor_of(row)

    def _rows_of(self, keys: Sequence[int]) -> list[Any]:
        rows = {row.pk: row for row in self.visible.filter(pk__in=keys)}
        return [rows[key] for key in keys if key in rows]
