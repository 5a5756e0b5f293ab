"""The file of rejected rows, to be fixed and imported again: the original columns, then the reason."""

from collections.abc import Iterator, Sequence

from amity.imports.models import Batch
from amity.imports.preview.page import CHOICES
from amity.imports.rejected_rows.rules import rejects_csv
from amity.imports.rules import Cell
from amity.imports.source_file.access import opened
from amity.imports.source_file.look import look
from amity.imports.stage.stage import Stage, stage_of
from amity.imports.whole_files.leftover_rows import left_of
from amity.imports.whole_files.takers import WHOLE_FILE_TOOLS
from amity.imports.wording import sentences
from amity.shared.permission import MoneyRight

_PAGE = 2_000


def right_needed(batch: Batch) -> MoneyRight:
    """Return the right to a file's amounts: *margin* for expenses and invoices, costs for people's costs."""
    if batch.tool in ("expenses", "invoices"):
        return MoneyRight.MARGIN
    return MoneyRight.COST if look(batch).holds_cost else MoneyRight.NONE


def rejects_of(batch: Batch) -> Iterator[str]:
    """Yield the lines of the file. The original cells are read from the uploaded file again, whatever the error."""
    with stage_of(batch.pk) as stage, opened(batch) as table:
        wanted = iter(_left(batch).items()) if batch.tool in WHOLE_FILE_TOOLS else _wanted(stage)

        def rejected() -> Iterator[tuple[Sequence[Cell], str]]:
            number, words = next(wanted, (0, ""))
            for record in table.records():
                if not number:
                    return
                if record.number == number:
                    missing = [""] * (len(table.headers) - len(record.cells))
                    yield [*record.cells, *missing], words
                    number, words = next(wanted, (0, ""))

        yield from rejects_csv(table.headers, rejected(), delimiter=table.delimiter or ",")


def _wanted(stage: Stage) -> Iterator[tuple[int, str]]:
    """Yield numbers and reasons of the rejected rows, in the order of the file."""
    after = 0
    while rows := stage.rows(CHOICES, after=after, limit=_PAGE):
        for row in rows:
            yield row.number, sentences(row.reasons)
        after = rows[-1].number


def _left(batch: Batch) -> dict[int, str]:
    """Return numbers and reasons of the rejected rows of a file without time.

    A row with several records has all reasons.
    """
    words: dict[int, str] = {}
    for number, why in sorted(left_of(batch)):
        if number:
            words[number] = f"{words[number]} {why}" if number in words else why
    return words
