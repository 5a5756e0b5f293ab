"""Saved views and chosen columns of a statement: a table that adds up to a total, and so is no `ListPage`."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from amity.ui.asked import SHORT, queried
from amity.ui.forms import person_id_of
from amity.ui.lists import saved
from amity.ui.lists.columns import Column
from amity.ui.lists.rows import Choice


class StatementTools:
    """The menus above a statement. `columns` are those the person may see; the first is always shown.

    A column that isn't shown leaves every row and the total as they are, so the total is still that of its rows.
    """

    def __init__(self, request: HttpRequest, key: str, columns: Sequence[Column]) -> None:
        self.key, self.columns, self._path = key, columns, request.path
        self._person_id = person_id_of(request)
        self._saved = saved.saved_list(self._person_id, key)
        self.asked = queried(request).texts(saved.COLUMNS, SHORT)
        self._chosen = saved.chosen(columns, self.asked or self._saved.columns)
        self._query = saved.query_to_save(request.META.get("QUERY_STRING", ""), self._chosen)

    @property
    def shown(self) -> list[str]:
        """Return the keys of the columns on the page."""
        return [column.key for column in self._chosen]

    def context(self, file: str) -> dict[str, Any]:
        """Return the context of `ui/list_tools.html`. `file` is the address of the statement as CSV."""
        return {
            "list": self,
            "shown_columns": self.shown,
            "choices": [Choice(column, column in self._chosen) for column in self.columns[1:]],
            "views": saved.named_views(self._saved, self._person_id, self._path, self._query),
            "plain_url": self._path,
            "plain_query": self._query,
            "export_urls": [("CSV", file), ("XLSX", f"{file}&export=xlsx")],
        }
