"""Detection of a table's start and its delimiter, from the first records of a text."""

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

from amity.imports.cells.rules.numbers import bare_number

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_RECORDS = 200


@dataclass(frozen=True, slots=True)
class Layout:
    """The delimiter, and the number of records before the header."""

    delimiter: str
    preamble: int


def find_layout(sample: str, asked: str = "") -> Layout:
    """Return the layout that fits the sample best. A first line `sep=;`, as Excel writes it, decides alone."""
    first = sample.lstrip("\ufeff").split("\n", 1)[0].strip().strip('"')
    if first.lower().startswith("sep=") and len(first) == 5:
        asked = first[4]
    best = max((asked,) if asked else DELIMITERS, key=lambda delimiter: _score(_records(sample, delimiter)))
    return Layout(best, header_place(_records(sample, best)))


def header_place(records: Sequence[Sequence[str]]) -> int:
    """Return the first record of usual width, mostly filled and without a number, or else the first filled one."""
    width = _usual_width(records)
    for place, cells in enumerate(records):
        filled = [cell for cell in cells if cell.strip()]
        if len(cells) == width and len(filled) >= max(1, width * 0.6) and not any(map(_is_number, filled)):
            return place
    return next((place for place, cells in enumerate(records) if any(cell.strip() for cell in cells)), 0)


def _records(sample: str, delimiter: str) -> list[list[str]]:
    """Return the first records of the sample, without the last one, which may be incomplete."""
    records: list[list[str]] = []
    try:
        for cells in csv.reader(StringIO(sample, newline=""), delimiter=delimiter):
            records.append(cells)
            if len(records) > _SAMPLE_RECORDS:
                break
    except csv.Error:
        pass
    return records[:-1] if len(records) > 2 and not sample.endswith(("\n", "\r")) else records


def _score(records: Sequence[Sequence[str]]) -> float:
    """Return the usual width of records, times the share of records that have it. One column scores 0."""
    width = _usual_width(records)
    same = sum(len(cells) == width for cells in records)
    return (width - 1) * same / max(1, len(records))


def _usual_width(records: Sequence[Sequence[str]]) -> int:
    widths = Counter(len(cells) for cells in records if len(cells) > 1)
    if not widths:
        return 1
    most = max(widths.values())
    return max(width for width, count in widths.items() if count == most)


def _is_number(cell: str) -> bool:
    digits, _ = bare_number(cell)
    return bool(digits) and all(letter in "0123456789.,:/-" for letter in digits)
