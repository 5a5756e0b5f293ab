"""`ListPage`, one view for every list. Filters and order are in the URL, so a view can be sent to a colleague."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django_filters import FilterSet

from amity.shared.actor import Actor
from amity.shared.caches.reading import reading_on
from amity.shared.errors import Refused
from amity.shared.permission import MoneyRight
from amity.ui.lists import background, files, filtering, saved
from amity.ui.lists.columns import Column
from amity.ui.lists.keyset import BadCursor, Order
from amity.ui.lists.rows import Cell, Choice, Heading, Line, NamedView
from amity.ui.lists.warnings import sentences

PAGE_SIZE = 50
COUNT_TO = 10_000
CHUNK = 2000
OWN_PARAMETERS = ("sort", "after", "export", saved.COLUMNS)
RANGE_ENDS = ("_min", "_max", "_after", "_before")


class ListPage(View):
    """A declared list. A subclass names its columns, its filters and its rows. See docs/interface.md.

    `place` is its place in the rail, `find` the columns in which a text is searched, where no filters are declared.
    Answers with a page, the part `#list` of `fragment` for htmx, or a file for `?export=csv` and `?export=xlsx`.
    """

    key: ClassVar[str]
    title: ClassVar[str | Promise]
    sub: ClassVar[str | Promise] = ""
    place: ClassVar[str] = ""
    columns: ClassVar[Sequence[Column]]
    order: ClassVar[Order]
    filters: ClassVar[type[FilterSet] | None] = None
    filter_rights: ClassVar[dict[str, MoneyRight]] = {}
    find: ClassVar[Sequence[str]] = ()
    template: ClassVar[str] = filtering.LIST
    fragment: ClassVar[str] = filtering.LIST
    table_class: ClassVar[str] = ""
    legend: ClassVar[str] = ""
    empty: ClassVar[tuple[str | Promise, str | Promise]] = ("", "")
    nothing_open: ClassVar[str | Promise] = gettext_lazy("Nothing open here")
    http_method_names = ["get", "head"]

    def rows(self, actor: Actor) -> QuerySet[Any, Any]:
        """Return the rows this actor can see, unordered."""
        raise NotImplementedError

    def money_right(self) -> MoneyRight:
        """Return the person's money right on this list."""
        return getattr(self.request.user, "money_right", MoneyRight.NONE)

    def prepare(self, rows: Sequence[Any]) -> None:
        """Load related data for these rows at once. Called for a page, and in chunks for a file."""

    def extra(self) -> dict[str, Any]:
        """Return further context for the template."""
        return {}

    def head(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer as `get` does. Without this, Django makes each view refer to itself, and its rows stay in memory."""
        return self.get(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Draw the page, its fragment, or the file."""
        if request.GET.get("export") in ("csv", "xlsx"):
            return self.file(request.GET["export"])
        swapped = request.headers.get("HX-Target") == f"list-{self.key}"
        with reading_on():
            response = render(request, f"{self.fragment}#list" if swapped else self.template, self.context())
        patch_vary_headers(response, ["HX-Request", "HX-Target"])
        return response

    def context(self) -> dict[str, Any]:
        """Return the context of `ui/list.html`."""
        lines, next_url = self._lines_and_next()
        count = self.count_rows(COUNT_TO + 1)
        narrowed = any(self.request.GET.get(name) for name in self._filter_names)
        return {
            "list": self,
            "title": self.title,
            "sub": self.sub,
            "form": self.filter_form,
            "headings": [self._heading(column) for column in self.shown],
            "lines": lines,
            "count": min(count, COUNT_TO),
            "more_than_counted": count > COUNT_TO,
            "next_url": next_url,
            "first_url": self._url(after=None) if self.request.GET.get("after") else "",
            "export_urls": [(kind, self._url(after=None, export=kind.lower())) for kind in ("CSV", "XLSX")],
            "choices": [Choice(column, column in self.shown) for column in self.columns[1:] if self.may_see(column)],
            "background_url": background.address(count),
            "views": self.views,
            "plain_query": self._plain_query,
            "asked_columns": self.request.GET.getlist(saved.COLUMNS),
            "plain_url": self.request.path,
            "filtered": narrowed,
            "is_any": bool(lines) or narrowed,
            "warnings": self.warnings,
            **self.extra(),
        }

    def file(self, kind: str) -> HttpResponseBase:
        """Answer with the whole list as CSV or XLSX, with only the columns that this person can see.

        A spreadsheet of more than 100,000 rows is refused. CSV is streamed, however long it is.
        """
        write = files.sheet_file if kind == "xlsx" else files.csv_file
        return write(self.key, *self.exported(kind))

    def exported(self, kind: str) -> tuple[Sequence[Column], Iterator[Any]]:
        """Return the columns and the prepared rows of a file, or raise `Refused`."""
        columns = self.shown if self._asked else list(filter(self.may_see, self.columns))
        if kind == "xlsx" and self.count_rows(files.SHEET_ROWS + 1) > files.SHEET_ROWS:
            raise Refused(_("A spreadsheet can hold up to 100,000 rows. Filter the list, or export it as CSV."))
        return columns, files.prepared(self._every_row(), self.prepare, CHUNK)

    @property
    def query(self) -> QueryDict:
        """Return the query of the address, for a filter form."""
        return self.request.GET

    @cached_property
    def shown(self) -> Sequence[Column]:
        """Return the columns shown: those chosen, without those for which the person lacks the money right."""
        return list(filter(self.may_see, self._chosen))

    @property
    def _chosen(self) -> Sequence[Column]:
        return saved.chosen(self.columns, self._asked)

    @property
    def _asked(self) -> Sequence[str]:
        """The columns named in the URL, or those the person chose, or none."""
        return self.request.GET.getlist(saved.COLUMNS) or self.saved_list.columns

    @cached_property
    def saved_list(self) -> saved.SavedList:
        """Return the person's saved views and columns for the list."""
        return saved.saved_list(self._actor.person_id, self.key)

    @cached_property
    def _plain_query(self) -> str:
        return saved.query_to_save(self.request.META.get("QUERY_STRING", ""), self._chosen)

    @cached_property
    def views(self) -> list[NamedView]:
        """Return the saved views of the list: the person's own, and those colleagues share."""
        return saved.named_views(self.saved_list, self._actor.person_id, self.request.path, self._plain_query)

    def may_see(self, column: Column) -> bool:
        """Return whether the person's money right allows this column."""
        return self._right >= column.right

    @cached_property
    def _right(self) -> MoneyRight:
        return self.money_right()

    @cached_property
    def warnings(self) -> list[str]:
        """The parts of the URL that were not understood, as sentences."""
        known = {*OWN_PARAMETERS, *self._filter_names}
        return sentences(self.request.GET, known, {column.key for column in self.columns}, self._orders)

    @cached_property
    def _filter_names(self) -> set[str]:
        if not self.filterset:
            return set()
        names = set(self.filterset.filters)
        return names | {name + end for name in names for end in RANGE_ENDS}

    def base(self) -> QuerySet[Any, Any]:
        """Return the rows to which the filters are applied."""
        return self.rows(self._actor)

    @cached_property
    def filterset(self) -> FilterSet | None:
        """The requested filters, without those that need a missing money right."""
        kind = self.filters or (filtering.by_text(self.find) if self.find else None)
        if kind is None:
            return None
        return filtering.bounded(kind(self.query, queryset=self.base(), request=self.request), self.hidden_filters)

    @property
    def hidden_filters(self) -> list[str]:
        """Return the filters that need a missing money right."""
        return [name for name, right in self.filter_rights.items() if self._right < right]

    @property
    def filter_form(self) -> Form | None:
        """Return the form of the filters, if the list has any."""
        return self.filterset.form if self.filterset else None

    @cached_property
    def found(self) -> QuerySet[Any, Any]:
        """The rows that pass the filters."""
        return self.filterset.qs if self.filterset else self.base()

    @property
    def _actor(self) -> Actor:
        return self.request.actor  # type: ignore[attr-defined, no-any-return]

    @cached_property
    def _orders(self) -> dict[str, Order]:
        """The available orders. Columns the person can't see are left out, since their order would reveal values."""
        offered = [column for column in self.columns if column.sort and self.may_see(column)]
        up = {column.key: Order(column.sort) for column in offered}
        return up | {f"-{column.key}": Order(column.sort, descending=True) for column in offered}

    @cached_property
    def ordered_by(self) -> Order:
        """The requested order, or the list's own."""
        return self._orders.get(self.query.get("sort", ""), self.order)

    def count_rows(self, most: int = 10_000_000) -> int:
        """Return how many rows pass the filters, counted up to `most`."""
        return self.found[:most].count()

    def _every_row(self) -> Iterator[Any]:
        """All rows that pass, in order, piece by piece: no cursor is open where a job writes its progress."""
        cursor = ""
        while rows := self._rows_after(cursor, CHUNK):
            yield from rows
            cursor = self._cursor_of(rows[-1])

    def _rows_after(self, cursor: str, most: int) -> list[Any]:
        """The rows from a place in the list on, "" for its beginning. Raises `BadCursor`."""
        rows = self.ordered_by.apply(self.found)
        return list((self.ordered_by.after(rows, cursor) if cursor else rows)[:most])

    def _cursor_of(self, row: Any) -> str:
        """Where a page that ends with this row ends."""
        return self.ordered_by.cursor_of(row)

    def _lines_and_next(self) -> tuple[list[Line], str]:
        try:
            page = self._rows_after(self.request.GET.get("after", ""), PAGE_SIZE + 1)
        except BadCursor:
            self.warnings.append(_("This link to the next page isn’t valid, so the list starts from the top."))
            page = self._rows_after("", PAGE_SIZE + 1)
        self.prepare(page[:PAGE_SIZE])
        next_url = self._url(after=self._cursor_of(page[PAGE_SIZE - 1])) if len(page) > PAGE_SIZE else ""
        return [self._line(row) for row in page[:PAGE_SIZE]], next_url

    def _line(self, row: Any) -> Line:
        return Line(row, [self._cell(column, row) for column in self.shown])

    def _cell(self, column: Column, row: Any) -> Cell:
        value = column.read(row)
        shown = "" if column.template or column.draw else column.shown(value)
        note, shape = (read(row) if read else "" for read in (column.note, column.shape))
        unknown = column.numeric and value is None
        link, why = ("" if unknown or read is None else read(row) for read in (column.link, column.why))
        return Cell(column, value, shown, link=link, note=note, shape=shape, why=why)

    def _heading(self, column: Column) -> Heading:
        if not column.sort:
            return Heading(column, "", "")
        if self.ordered_by == Order(column.sort):
            return Heading(column, self._url(sort=f"-{column.key}", after=None), "ascending")
        turned = self.ordered_by == Order(column.sort, descending=True)
        first = f"-{column.key}" if column.numeric and not turned else column.key
        return Heading(column, self._url(sort=first, after=None), "descending" if turned else "")

    def _url(self, **changes: str | None) -> str:
        parameters = {name: self.request.GET.getlist(name) for name in self.request.GET if name != "export"}
        for name, value in changes.items():
            parameters.pop(name, None)
            if value is not None:
                parameters[name] = [value]
        query = urlencode(parameters, doseq=True)
        return f"{self.request.path}?{query}" if query else self.request.path
