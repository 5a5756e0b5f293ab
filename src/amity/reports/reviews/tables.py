"""Which columns of a block's table have figures, and the table for a page: figures to the right, words to the left.

The rows are drawn as text, as the portfolio report has a thousand cells.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from django.utils.safestring import SafeString, mark_safe

WORDS_FROM: Final = 24
"""A column whose longest text has more characters has words."""
FIGURE: Final = re.compile(r"^(?:[A-Z]{2,3}\W?)?[^\w\s]{0,3}\s?\d")
"""A figure begins with a digit, after a sign and a currency if it has them."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, and whether its column has figures."""

    text: str
    is_figure: bool


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table as a page draws it."""

    heads: Sequence[Cell]
    rows: SafeString
    total: Sequence[Cell]


def figure_columns(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[bool]:
    """Return for each column whether it has figures or dates: short texts, at least half of which are some.

    The first column names the row, so it never has.
    """
    return [at > 0 and _has_figures(head, [row[at] for row in rows if row[at]]) for at, head in enumerate(heads)]


def _has_figures(head: str, texts: Sequence[str]) -> bool:
    if max(map(len, (head, *texts))) > WORDS_FROM:
        return False
    return bool(texts) and 2 * sum(bool(FIGURE.match(text)) for text in texts) >= len(texts)


def table_of(block: Mapping[str, Any]) -> PageTable | None:
    """Return the table of a block, or None without one."""
    table = block["table"]
    if table is None:
        return None
    figures = figure_columns(table["heads"], table["rows"])

    def cells(row: Sequence[str]) -> list[Cell]:
        return [Cell(text, is_figure) for text, is_figure in zip(row, figures, strict=False)]

    rows = "\n".join(_row(row, figures) for row in table["rows"])
    return PageTable(cells(table["heads"]), mark_safe(rows), cells(table["total"]))  # noqa: S308 - texts are escaped


def _row(row: Sequence[str], figures: Sequence[bool]) -> str:
    """Return a row as HTML, its first cell as its heading."""
    cells = [f'<th scope="row" class="fw-lbl" data-verbatim>{escape(row[0])}</th>']
    for text, is_figure in zip(row[1:], figures[1:], strict=False):
        css = ' class="num"' if is_figure else ""
        cells.append(f"<td{css} data-verbatim>{escape(text)}</td>")
    return f"<tr>{''.join(cells)}</tr>"
