"""Write the rejected records as a CSV to fix and import again."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from amity.imports.rules import Cell, cell_text

REASON_HEADER = "Amity: reason"
"""Header of our own column. A file that has it is read as if it didn't."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def guarded(text: str) -> str:
    """Return a text with a leading quote if a spreadsheet would run it. Plain negative numbers stay unchanged."""
    if not text.startswith(_FORMULA_STARTS):
        return text
    return text if _is_number(text) else f"'{text}"


def unguarded(text: str) -> str:
    """Return the text before `guarded`, so that a fixed file has the same values as the first."""
    if text[:1] == "'" and text[1:].startswith(_FORMULA_STARTS) and not _is_number(text[1:]):
        return text[1:]
    return text


def rejects_csv(
    headers: Sequence[str], rejected: Iterable[tuple[Sequence[Cell], str]], *, delimiter: str = ","
) -> Iterator[str]:
    """Yield lines of the file as text, header first: the original columns, then the reason as text."""
    places = [place for place, header in enumerate(headers) if not is_ours(header)]
    yield _line([*(headers[place] for place in places), REASON_HEADER], delimiter)
    for cells, words in rejected:
        yield _line([*(cell_text(cells[place]) for place in places), words], delimiter)


def is_ours(header: str) -> bool:
    """Return whether a column is the reason column of such a file."""
    return header == REASON_HEADER


def _line(cells: Sequence[str], delimiter: str) -> str:
    out = StringIO()
    csv.writer(out, delimiter=delimiter or ",", lineterminator="\r\n").writerow([guarded(cell) for cell in cells])
    return out.getvalue()


def _is_number(text: str) -> bool:
    return len(text) > 1 and text[0] in "+-" and text[1:].replace(".", "").replace(",", "").replace(":", "").isdecimal()
