"""Reader of a spreadsheet's sheet as a table. Formulas have their last saved values; nothing is evaluated."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from amity.imports.readers.delimited.headers import usable_headers
from amity.imports.readers.delimited.layout import header_place
from amity.imports.readers.limits import Limits
from amity.imports.readers.xlsx_guard import check_xlsx
from amity.imports.rejected_rows.rules import is_ours
from amity.imports.rules import Cell, Reason, Record, Unreadable, cell_text

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


class XlsxTable:
    """Headers, notes and records of one sheet, by default the first visible sheet with a table."""

    kind = "xlsx"
    encoding = ""
    delimiter = ""

    def __init__(self, file: BinaryIO, limits: Limits, *, sheet: str = "") -> None:
        check_xlsx(file, limits)
        self._limits = limits
        try:
            workbook = CalamineWorkbook.from_filelike(file)
            self.sheets = tuple(
                part.name
                for part in workbook.sheets_metadata
                if part.typ is SheetTypeEnum.WorkSheet and part.visible is SheetVisibleEnum.Visible
            )
            if sheet and sheet not in self.sheets:
                raise Unreadable("sheet_missing", name=sheet)
            self.sheet, self._data = self._first_table(workbook, (sheet,) if sheet else self.sheets)
        except CalamineError as error:
            raise Unreadable("xlsx_broken", detail=type(error).__name__) from None
        head = [[cell_text(cell) for cell in row] for row in islice(self._data.iter_rows(), 50)]
        self._header_at = header_place([_trimmed(row) for row in head])
        self.headers, renamed = usable_headers(head[self._header_at], limits)
        self.is_mended = any(map(is_ours, self.headers))
        notes = (Reason("preamble_skipped", lines=self._header_at),) if self._header_at else ()
        others = (Reason("sheet_chosen", name=self.sheet),) if len(self.sheets) > 1 else ()
        self.notes = others + notes + renamed

    def records(self) -> Iterator[Record]:
        """Yield every data record in order, cells typed. Rows without any value keep their number but are left out."""
        width = len(self.headers)
        for number, row in enumerate(islice(self._data.iter_rows(), self._header_at + 1, None), start=1):
            if number > self._limits.rows:
                raise Unreadable("too_many_rows", limit=self._limits.rows)
            cells: list[Cell] = list(row[:width])
            if any(cell != "" for cell in cells):
                yield Record(number, cells, self._fault(cells))

    def _fault(self, cells: list[Cell]) -> Reason | None:
        for cell in cells:
            if isinstance(cell, str) and cell:
                if len(cell) > self._limits.cell_chars:
                    return Reason("cell_too_long_in_row")
                if _CONTROL.search(cell):
                    return Reason("nul_in_row")
        return None

    @staticmethod
    def _first_table(workbook: CalamineWorkbook, names: tuple[str, ...]) -> tuple[str, CalamineSheet]:
        for name in names:
            data = workbook.get_sheet_by_name(name)
            if data.height and data.width:
                return name, data
        raise Unreadable("file_empty")


def _trimmed(row: list[str]) -> list[str]:
    """Return the row without its empty end, so that a title line doesn't look as wide as the table."""
    while row and not row[-1].strip():
        row = row[:-1]
    return row
