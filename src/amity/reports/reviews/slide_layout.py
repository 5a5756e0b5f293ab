"""How much fits on a slide: widths of columns, heights of rows, and where a long table continues. Pure, in inches."""

from collections.abc import Iterator, Sequence
from typing import Final

LETTERS_AN_INCH: Final = 10.5
"""Characters of an inch at the size of a table's text. Few texts need more room than this average."""
LINE: Final = 0.21
PADDING: Final = 0.14
LEAST_COLUMN: Final = 0.95
SHORT_COLUMN: Final = 1.7
"""Columns up to this width get what they need, and the longer ones share the rest."""
CELL_MOST: Final = 420
"""Characters of a cell. A longer text is cut: the PDF and the page have all of it."""

Rows = Sequence[Sequence[str]]


def column_widths(rows: Rows, width: float) -> list[float]:
    """Return the width of each column: what its longest cell needs, and a share of the rest by its length."""
    count = len(rows[0])
    longest = [max(len(row[at]) for row in rows) for at in range(count)]
    wants = [min(max(length / LETTERS_AN_INCH + 0.25, LEAST_COLUMN), width) for length in longest]
    total = sum(wants)
    if total <= width:
        spare = (width - total) / (count + 1)
        return [wants[0] + 2 * spare, *(want + spare for want in wants[1:])]
    most = width / count
    if sum(want for want in wants if want <= SHORT_COLUMN) <= width * 0.7:
        most = max(most, SHORT_COLUMN)
    short = [want if want <= most else 0 for want in wants]
    rest, long = width - sum(short), sum(want for want, fixed in zip(wants, short, strict=True) if not fixed)
    return [fixed or rest * want / long for want, fixed in zip(wants, short, strict=True)]


def lines_of(text: str, width: float, letters_an_inch: float = LETTERS_AN_INCH) -> int:
    """Return how many lines a text takes at a width, words kept whole."""
    room = max(int((width - 0.2) * letters_an_inch), 1)
    lines = 0
    for paragraph in text.split("\n"):
        used, lines = 0, lines + 1
        for word in paragraph.split(" "):
            length = len(word)
            if used and used + 1 + length > room:
                lines, used = lines + 1, 0
            lines += max(length - 1, 0) // room
            used = (used + 1 if used else 0) + length % room if length > room else (used + 1 if used else 0) + length
    return lines


def row_height(row: Sequence[str], widths: Sequence[float]) -> float:
    """Return the height of a row: that of its tallest cell."""
    return LINE * max(lines_of(cell, width) for cell, width in zip(row, widths, strict=True)) + PADDING


def chunks(rows: Rows, widths: Sequence[float], first: float, others: float) -> Iterator[Rows]:
    """Yield rows in pieces that fit into the height of the first slide and of the others."""
    piece: list[Sequence[str]] = []
    used, room = 0.0, first
    for row in rows:
        height = row_height(row, widths)
        if piece and used + height > room:
            yield piece
            piece, used, room = [], 0.0, others
        piece.append(row)
        used += height
    yield piece


def shortened(row: Sequence[str]) -> list[str]:
    """Return a row with its long cells cut."""
    return [cell if len(cell) <= CELL_MOST else f"{cell[: CELL_MOST - 1].rstrip()}…" for cell in row]
