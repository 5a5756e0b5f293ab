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
    applied = batches_seen_by(by).filter(state="applied")[:LATEST].values_list("pk", "file_name", "counts")
    return [ImportedFile(pk, name, counts.get("rows", 0), counts.get("rejected", 0)) for pk, name, counts in applied]
