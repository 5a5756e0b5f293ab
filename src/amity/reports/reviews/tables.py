"""Which columns of a block's table have figures, and the table for a page: figures to the right, words to the left.

The rows are drawn as text, as the portfolio report has a thousand cells.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import zip_longest
from typing import Any, Final

from django.utils.safestring import SafeString, mark_safe

from amity.ui.formats import NONE

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


def figure_columns(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[bool]:
    """Return for each column whether it has figures or dates: short texts, at least half of which are some.

    The first column names the row, so it never has.
    """
    columns = [[row[at] for row in rows if row[at] not in ("", NONE)] for at in range(len(heads))]
    return [at > 0 and _has_figures(head, texts) for at, (head, texts) in enumerate(zip(heads, columns, strict=True))]


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

    heads = [Cell(text, is_figure) for text, is_figure in zip(table["heads"], figures, strict=False)]
    links = table.get("links") or [()] * len(table["rows"])
    rows = [_row(row, figures, own) for row, own in zip(table["rows"], links, strict=True)]
    if table["total"]:
        rows.append(_row(table["total"], figures, table.get("total_links", ()), css=' class="total"'))
    return PageTable(heads, mark_safe("\n".join(rows)))  # noqa: S308 - texts are escaped


def _row(row: Sequence[str], figures: Sequence[bool], links: Sequence[str], css: str = "") -> str:
    """Return a row as HTML, its first cell as its heading."""
    first, *others = [_linked(text, url) for text, url in zip_longest(row, links, fillvalue="")]
    cells = [f'<th scope="row" class="fw-lbl" data-verbatim>{first}</th>']
    for text, is_figure in zip(others, figures[1:], strict=False):
        num = ' class="num"' if is_figure else ""
        cells.append(f"<td{num} data-verbatim>{f'<b>{text}</b>' if css else text}</td>")
    return f"<tr{css}>{''.join(cells)}</tr>"


def _linked(text: str, url: str) -> str:
    return f'<a class="quiet" href="{escape(url)}">{escape(text)}</a>' if url else escape(text)
