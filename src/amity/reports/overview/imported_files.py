"""The imported files behind the figures, for those who can import."""

from dataclasses import dataclass

from amity.imports.policy import may_import
from amity.imports.queries import batches_seen_by
from amity.people.queries import person_of
from amity.shared.actor import Actor

LATEST = 3


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """One file: its import's id, its name and its rows as the import counted them."""

    batch_id: int
    name: str
    rows: int
    left_out: int


def imported_files(by: Actor) -> list[ImportedFile]:
    """Return the latest applied files, newest first, none for those who can't import."""
    if not may_import(person_of(by)):
        return []
    batches = batches_seen_by(by).filter(state="applied")[:LATEST]
    return [
        ImportedFile(one.pk, one.file_name, one.counts.get("rows", 0), one.counts.get("rejected", 0)) for one in batches
    ]
