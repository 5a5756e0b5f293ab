"""A list as a file: CSV, streamed however long it is, or a spreadsheet with real numbers and days in its cells."""

import csv
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import IO, TYPE_CHECKING, Any, Final

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone

from amity.shared.money import Money, decimals
from amity.ui.lists.columns import Column, harmless

if TYPE_CHECKING:
    from xlsxwriter import Workbook

SHEET_ROWS: Final = 100_000
"""A spreadsheet with more rows is slow to open. CSV has no limit."""
SHEET_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV: Final = "csv"
KINDS: Final = (CSV, "xlsx")
CHUNK: Final = 1 << 16
FORMATS: Final = {"hours": "0.00", "percent": "0.0%", "day": "yyyy-mm-dd", "number": "0", "month": "0"}
WIDTHS: Final = {"text": 32, "day": 12, "month": 10}


class Echo:
    """A file that returns what is written to it, for streaming."""

    def write(self, text: str) -> str:
        """Return the text unchanged."""
        return text


def csv_file(name: str, columns: Sequence[Column], rows: Iterator[Any]) -> HttpResponseBase:
    """Return the rows as CSV with the list's name, streamed while they are read."""
    response = StreamingHttpResponse(_csv(columns, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def sheet_file(name: str, columns: Sequence[Column], rows: Iterator[Any]) -> HttpResponseBase:
    """Return the rows as XLSX, written row by row to a file that is deleted once sent."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    _write_sheet(file, columns, rows)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=SHEET_TYPE)


def new_workbook(file: IO[bytes], options: dict[str, Any]) -> "Workbook":
    """Return an empty spreadsheet that is written to a file when it is closed."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - 10 MB that a process without spreadsheets doesn't need

    return Workbook(file, options)


def prepared(rows: Iterator[Any], prepare: Callable[[list[Any]], object], size: int) -> Iterator[Any]:
    """Return rows after `prepare` has loaded what their columns show, so many at once."""
    while piece := list(islice(rows, size)):
        prepare(piece)
        yield from piece


def contents(kind: str, columns: Sequence[Column], rows: Iterator[Any]) -> Iterator[bytes]:
    """Return the bytes of a file piece by piece, for a place other than a response."""
    if kind == CSV:
        yield from (line.encode() for line in _csv(columns, rows))
        return
    with tempfile.TemporaryFile() as file:
        _write_sheet(file, columns, rows)
        file.seek(0)
        while piece := file.read(CHUNK):
            yield piece


def _csv(columns: Sequence[Column], rows: Iterator[Any]) -> Iterator[str]:
    writer = csv.writer(Echo())
    yield "\ufeff" + writer.writerow([cell for column in columns for cell in column.headings()])
    for row in rows:
        yield writer.writerow([cell for column in columns for cell in column.exported(column.read(row))])


def _write_sheet(file: IO[bytes], columns: Sequence[Column], rows: Iterator[Any]) -> None:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with new_workbook(file, options) as book:
        sheet = book.add_worksheet()
        writer = CellWriter(book, sheet)
        heads = [(heading, column) for column in columns for heading in column.headings()]
        for place, (heading, column) in enumerate(heads):
            sheet.set_column(place, place, WIDTHS.get(column.kind, 14))
            sheet.write_string(0, place, heading, writer.bold)
        sheet.freeze_panes(1, 1)
        for number, row in enumerate(rows, start=1):
            place = 0
            for column in columns:
                writer.write(number, place, column, column.read(row))
                place += len(column.headings())


class CellWriter:
    """Writes column values into cells of a sheet: amounts and hours as numbers, dates as dates, text as text."""

    def __init__(self, book: "Workbook", sheet: Any) -> None:
        self._book, self._sheet = book, sheet
        self.bold = book.add_format({"bold": True})
        self._formats = {kind: book.add_format({"num_format": pattern}) for kind, pattern in FORMATS.items()}

    def write(self, row: int, place: int, column: Column, value: Any) -> None:
        """Write a value. None leaves the cell empty. An amount takes two cells, its number and its currency."""
        form = self._formats.get(column.kind)
        if value is None or value == "":
            return
        if isinstance(value, Money):
            self._sheet.write_number(row, place, value.major, self._money(decimals(value.currency)))
            self._sheet.write_string(row, place + 1, value.currency)
        elif column.kind == "hours":
            self._sheet.write_number(row, place, Decimal(value) / 3600, form)
        elif column.kind == "percent":
            self._sheet.write_number(row, place, Decimal(value) / 10_000, form)
        elif column.kind == "day":
            self._sheet.write_datetime(row, place, _plain(value), form)
        elif column.kind in ("number", "month"):
            self._sheet.write_number(row, place, value, form)
        else:
            self._sheet.write_string(row, place, harmless(str(value)))

    def _money(self, digits: int) -> Any:
        key = f"money{digits}"
        if key not in self._formats:
            pattern = f"#,##0.{'0' * digits}".rstrip(".")
            self._formats[key] = self._book.add_format({"num_format": pattern})
        return self._formats[key]


def _plain(value: date | datetime) -> date:
    """Return a date or datetime in the person's zone, without the zone, which spreadsheets don't support."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value).replace(tzinfo=None)
    return value
