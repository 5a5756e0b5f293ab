"""Open the file of a batch with the encoding and layout its answers state."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext as _

from amity.agency.queries import limit
from amity.files.queries import location
from amity.imports.models import Batch
from amity.imports.readers.limited import open_table
from amity.imports.readers.limits import Limits
from amity.imports.readers.table import Table
from amity.imports.source_file.options import Options
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen

LEAST_MEGABYTES = 200
"""Memory that a reader needs for the smallest file."""
_WAITING = frozenset({"page", "rest", "mcp"})


def limits(by: Actor | None = None) -> Limits:
    """Return the agency's limits for a file, with the short time if someone waits for the response."""
    waits = by is None or by.through in _WAITING
    seconds = max(limit("import.page_seconds" if waits else "import.read_seconds"), 1)
    return Limits(
        bytes=limit("import.file_bytes"),
        memory=max(limit("import.read_megabytes"), LEAST_MEGABYTES) * 1_000_000,
        seconds=seconds,
        wait=2 * seconds if by is not None and waits else 0,
    )


def path_of(batch: Batch) -> Path:
    """Return the path of a batch's file. Raises `NotSeen` if it was deleted."""
    if batch.file is None or not location(batch.file).exists():
        raise NotSeen(_("The file of this import is no longer stored."))
    return location(batch.file)


@contextmanager
def opened(batch: Batch) -> Iterator[Table]:
    """Yield a batch's file as a table.

    Raises `Unreadable` if it isn't one, `NotSeen` or `FileNotFoundError` if it is missing.
    """
    options = Options.from_json(batch.options)
    with open_table(
        path_of(batch), limits(), encoding=options.encoding, delimiter=options.delimiter, sheet=options.sheet
    ) as table:
        yield table
