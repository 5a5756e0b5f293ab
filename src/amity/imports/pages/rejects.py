"""The file of rows that did not come in, to be mended and brought again: the original columns, then the reason."""

from collections.abc import Iterator, Sequence

from amity.agency.queries import limit
from amity.files.queries import location
from amity.imports.models import Batch
from amity.imports.pages.preview import CHOICES
from amity.imports.readers import Limits, open_table
from amity.imports.rules.records import Cell
from amity.imports.rules.rejects import rejects_csv
from amity.imports.staging.options import Options
from amity.imports.staging.stage import Stage, stage_of
from amity.imports.wording import sentences

_PAGE = 2_000


def rejects_of(batch: Batch) -> Iterator[str]:
    """Lines of the file, streamed. The original cells are read from the file again, whatever was wrong with a row."""
    assert batch.file is not None  # noqa: S101 - asked by the view
    options = Options.from_json(batch.options)
    most = Limits(bytes=limit("import.file_bytes"))
    told = {"encoding": options.encoding, "delimiter": options.delimiter, "sheet": options.sheet}
    with stage_of(batch.pk) as stage, open_table(location(batch.file), most, **told) as table:
        wanted = _wanted(stage)

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
    """Numbers and reasons of the rows to give back, in the order of the file."""
    after = 0
    while rows := stage.rows(CHOICES, after=after, limit=_PAGE):
        for row in rows:
            yield row.number, sentences(row.reasons)
        after = rows[-1].number
