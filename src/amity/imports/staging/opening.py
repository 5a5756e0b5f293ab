"""The file of a batch, opened as its answers say it is written."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext as _

from amity.agency.queries import limit
from amity.files.queries import location
from amity.imports.models import Batch
from amity.imports.readers import Limits, open_table
from amity.imports.readers.open_table import Table
from amity.imports.staging.options import Options
from amity.shared.errors import NotSeen


def limits() -> Limits:
    """What a brought file may at most be, by the agency's limits."""
    return Limits(bytes=limit("import.file_bytes"))


def path_of(batch: Batch) -> Path:
    """Where the bytes of a batch lie. Raises `NotSeen` where none are kept."""
    if batch.file is None:
        raise NotSeen(_("The file of this import is not kept any more."))
    return location(batch.file)


@contextmanager
def opened(batch: Batch) -> Iterator[Table]:
    """A batch's file as a table. Raises `Unreadable` where it is none, `NotSeen` or `FileNotFoundError` without it."""
    options = Options.from_json(batch.options)
    with open_table(
        path_of(batch), limits(), encoding=options.encoding, delimiter=options.delimiter, sheet=options.sheet
    ) as table:
        yield table
