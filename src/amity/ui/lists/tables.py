"""A table calculated in memory as a file: exact text in CSV, and real numbers in a spreadsheet."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.http import HttpResponse

from amity.ui.lists.files import SHEET_TYPE, new_workbook

NUMBER: Final = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,6})?")
TYPES: Final = {"csv": "text/csv; charset=utf-8", "xlsx": SHEET_TYPE}


@dataclass(frozen=True, slots=True)
class FileTable:
    """Headings and rows of text, amounts in major units, hours as decimals. The caller makes names harmless."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]

    def answered(self, name: str, kind: str = "") -> HttpResponse:
        """Return the download. `kind` is csv or xlsx, anything else means csv."""
        kind = kind if kind in TYPES else "csv"
        content = self._sheet() if kind == "xlsx" else self._csv()
        headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
        return HttpResponse(content, content_type=TYPES[kind], headers=headers)

    def _csv(self) -> str:
        file = io.StringIO()
        writer = csv.writer(file)
        writer.writerow(self.heads)
        writer.writerows(self.rows)
        return f"\ufeff{file.getvalue()}"

    def _sheet(self) -> bytes:
        file = io.BytesIO()
        with new_workbook(file, {"in_memory": True}) as book:
            sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
            for place, head in enumerate(self.heads):
                sheet.set_column(place, place, 32 if place == 0 else max(12, len(head)))
                sheet.write_string(0, place, head, bold)
            sheet.freeze_panes(1, 1)
            for number, row in enumerate(self.rows, start=1):
                for place, cell in enumerate(map(str, row)):
                    if NUMBER.fullmatch(cell):
                        sheet.write_number(number, place, Decimal(cell))
                    elif cell:
                        sheet.write_string(number, place, cell)
        return file.getvalue()
