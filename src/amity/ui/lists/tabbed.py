"""`TabbedList`: calculated rows with an owner, a state or tabs, opened on what is the person's own and open."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amity.ui.asked import SHORT, queried
from amity.ui.links import Link
from amity.ui.lists.computed import ComputedList
from amity.ui.lists.tabs import EVERYONE, MINE, OPEN, Labels, RowTab, add_switches, tab_links


class TextForm(forms.Form):
    """The filter of a list that is only searched by text."""

    find = forms.CharField(label=_("Search"), required=False, max_length=SHORT)


class TabbedList(ComputedList):
    """A declared list of calculated rows. A subclass calculates all of them once, and tells which are whose and over.

    `whose` are the two labels of the choice between one's own rows and all. `over_label` names the switch for rows that
    are over. A text is searched in the columns that `find` names.
    """

    filter_class = TextForm
    find: ClassVar[Sequence[str]] = ()
    whose: ClassVar[Labels | None] = None
    over_label: ClassVar[str | Promise] = ""
    open_label: ClassVar[str | Promise] = _("Open")
    tabs: ClassVar[Sequence[RowTab]] = ()

    def every_row(self) -> Sequence[Any]:
        """Return every row the person can see, those of one value in the order they should have."""
        raise NotImplementedError

    def is_mine(self, row: Any) -> bool:
        """Return whether a row is the person's own."""
        raise NotImplementedError

    def is_over(self, row: Any) -> bool:
        """Return whether a row is hidden behind the switch."""
        return False

    def text_of(self, row: Any) -> str:
        """Return the text that a search looks through."""
        return " ".join(str(column.read(row)) for column in self.columns if column.key in self.find)

    @cached_property
    def seen(self) -> Sequence[Any]:
        """Return every row the person can see, calculated once."""
        return self.every_row()

    @cached_property
    def shows_mine(self) -> bool:
        """Return whether only the person's own rows are listed: unless they have none, or ask for all."""
        asked = queried(self.request).choice("whose", (MINE, EVERYONE))
        if self.whose is None or asked:
            return asked == MINE and self.whose is not None
        return any(self.is_mine(row) for row in self.seen if not self.is_over(row))

    @cached_property
    def scope(self) -> list[Any]:
        """Return the rows to which the search is applied."""
        closed = not self.over_label or queried(self.request).search("closed") not in ("", "False")
        rows = [row for row in self.seen if closed or not self.is_over(row)]
        return [row for row in rows if self.is_mine(row)] if self.shows_mine else rows

    @cached_property
    def passed(self) -> list[Any]:
        """Return the rows that pass the search, of every tab."""
        find = str(self.filter_form.cleaned_data.get("find", "")).strip().casefold()
        return [row for row in self.scope if find in self.text_of(row).casefold()] if find else self.scope

    @property
    def tab(self) -> RowTab | None:
        """Return the tab asked for, None for the first, which shows everything."""
        view = queried(self.request).choice("view", [tab.key for tab in self.tabs], OPEN)
        return next((tab for tab in self.tabs if tab.key == view), None)

    def calculated(self) -> Sequence[Any]:
        """Return the rows of the tab."""
        return self._of(self.tab) if self.tab else self.passed

    def offer(self, form: Any) -> None:
        """Offer the choice of whose rows and the switch."""
        if not self.find:
            del form.fields["find"]
        add_switches(form, self.whose, mine=self.shows_mine, over_label=self.over_label)

    def context(self) -> dict[str, Any]:
        """Return the context of the list with its tabs, and whether something is only hidden by the switches."""
        context = super().context()
        hidden = not context["is_any"] and bool(self.seen)
        return context | {
            "tabs": self._tabs(),
            "is_any": context["is_any"] or hidden,
            "hidden_url": self._url(closed="on", whose=EVERYONE, view=None, after=None) if hidden else "",
        }

    def _of(self, tab: RowTab) -> list[Any]:
        return [row for row in self.passed if not self.is_over(row) and tab.passes(row)]

    def _tabs(self) -> list[Link]:
        if not self.tabs:
            return []
        counts = {tab.key: len(self._of(tab)) for tab in self.tabs}
        counts[OPEN] = sum(not self.is_over(row) for row in self.passed)
        labels = [(OPEN, self.open_label), *((tab.key, tab.label) for tab in self.tabs)]
        current = self.tab.key if self.tab else OPEN
        return tab_links(labels, counts, current, self.views, lambda key: self._url(view=key, after=None))
