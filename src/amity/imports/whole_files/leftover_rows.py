"""Rows of a file without time that were not imported: stored on its stage, to be listed and downloaded."""

from collections.abc import Iterable

from amity.imports.models import Batch
from amity.imports.stage.stage import stage_of
from amity.imports.whole_files.result import FileResult
from amity.ui import formats

MOST = 20_000
_LEFT = "left"
_DUPLICATES = "left_duplicates"


def keep_left(batch: Batch, taken: FileResult) -> None:
    """Store the refused rows of a file with their reasons."""
    with stage_of(batch.pk) as stage:
        stage.put_fact(_LEFT, taken.rejected[:MOST])
        stage.put_fact(_DUPLICATES, taken.duplicates[: min(taken.skipped, MOST)])


def left_of(batch: Batch) -> list[tuple[int, str]]:
    """Return the numbers of the rejected rows, each with its reason."""
    return _rows(batch, _LEFT)


def duplicates_of(batch: Batch) -> list[tuple[int, str]]:
    """Return the numbers of skipped rows that look like existing records, each with the record."""
    return _rows(batch, _DUPLICATES)


def by_reason(left: Iterable[tuple[int, str]]) -> list[tuple[str, str]]:
    """Return each reason once, with the numbers of its rows in words: 1–5, 9. The first row decides the order."""
    rows: dict[str, list[list[int]]] = {}
    for number, why in left:
        spans = rows.setdefault(why, [])
        if number and spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        elif number:
            spans.append([number, number])
    return [(", ".join(_span(*one) for one in spans), why) for why, spans in rows.items()]


def _span(first: int, last: int) -> str:
    return formats.number(first) if first == last else f"{formats.number(first)}–{formats.number(last)}"


def _rows(batch: Batch, fact: str) -> list[tuple[int, str]]:
    with stage_of(batch.pk) as stage:
        return [(number, why) for number, why in stage.fact(fact, [])]
