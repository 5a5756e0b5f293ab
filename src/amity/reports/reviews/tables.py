"""The table of a block for a page: figures to the right, words to the left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

WORDS_FROM: Final = 24
"""A column whose longest text has more characters has words."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, and whether its column has figures."""

    text: str
    is_figure: bool


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table as a page draws it."""

    heads: Sequence[Cell]
    rows: Sequence[Sequence[Cell]]
    total: Sequence[Cell]


def table_of(block: Mapping[str, Any]) -> PageTable | None:
    """Return the table of a block, or None without one."""
    table = block["table"]
    if table is None:
        return None
    texts = [table["heads"], *table["rows"]]
    figures = [at > 0 and max(len(row[at]) for row in texts) <= WORDS_FROM for at in range(len(table["heads"]))]

    def cells(row: Sequence[str]) -> list[Cell]:
        return [Cell(text, is_figure) for text, is_figure in zip(row, figures, strict=False)]

    return PageTable(cells(table["heads"]), [cells(row) for row in table["rows"]], cells(table["total"]))
