"""Preview of a file: its columns, its first rows, and the guessed field of each column."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import Any

from amity.imports.columns.rules.fields import Columns
from amity.imports.columns.rules.mapping import guess_columns
from amity.imports.models import Batch
from amity.imports.readers.limited import STOPPED
from amity.imports.readers.table import Table
from amity.imports.rules import Unreadable, cell_text
from amity.imports.source_file.access import opened
from amity.imports.source_file.contents import SAMPLES, columns_of
from amity.imports.source_file.options import Options
from amity.imports.stage.stage import stage_of
from amity.shared.errors import NotSeen

SHOWN_ROWS = 3
COSTS = frozenset({"cost", "cost_amount"})
PRICES = frozenset({"price", "amount"})


@dataclass(frozen=True)
class FileLook:
    """`places` maps each field to its column (0 = first), `sureness` to the certainty of the guess."""

    headers: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    places: Mapping[str, int] = field(default_factory=dict)
    sureness: Mapping[str, str] = field(default_factory=dict)
    kind: str = ""
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: list[str] = field(default_factory=list)

    @property
    def fields(self) -> dict[int, str]:
        """Column → field."""
        return {place: name for name, place in self.places.items()}

    @property
    def holds_cost(self) -> bool:
        """Return whether a column is mapped to an hourly cost or a cost."""
        return bool(COSTS & self.places.keys())


def look(batch: Batch) -> FileLook:
    """Return the preview of the batch's file with its current answers, or an empty one if it can't be read.

    It is stored on the stage, so that a long file is opened once for each set of answers.
    """
    if is_stopped(batch):
        return FileLook()
    asked = {"tool": batch.tool, **batch.options}
    with stage_of(batch.pk) as stage:
        known = stage.fact("look", {})
        if known.get("asked") == asked:
            return FileLook(**known["look"])
        seen = _look(batch)
        stage.put_fact("look", {"asked": asked, "look": asdict(seen)})
    return seen


def is_stopped(batch: Batch) -> bool:
    """Return whether reading the file was stopped. It is read again only on request."""
    return batch.state == "unreadable" and any(note.get("code") in STOPPED for note in batch.notes)


def _look(batch: Batch) -> FileLook:
    options = Options.from_json(batch.options)
    try:
        with opened(batch) as table:
            samples = [record.cells for record in islice(table.records(), SAMPLES)]
            columns = _columns(batch.tool, table, options, samples)
            return FileLook(
                headers=list(table.headers),
                rows=[[cell_text(cell)[:80] for cell in cells] for cells in samples[:SHOWN_ROWS]],
                places=dict(columns.places),
                sureness={name: sure.value for name, sure in columns.sureness.items()},
                kind=table.kind,
                encoding=table.encoding,
                delimiter=table.delimiter,
                sheet=table.sheet,
                sheets=list(getattr(table, "sheets", ())),
            )
    except (Unreadable, NotSeen, FileNotFoundError):
        return FileLook()


def _columns(tool: str, table: Table, options: Options, samples: list[Any]) -> Columns:
    try:
        return columns_of(tool, table, options)
    except Unreadable:
        return guess_columns(table.headers, samples)
