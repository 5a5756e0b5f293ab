"""What every consistent copy of a database states, whatever the database."""

from dataclasses import dataclass

from amity.backups.archive.manifest import TableDigest

ROWS_OF_FILES = "SELECT path, sha256, content_type FROM files_storedfile ORDER BY path"
MIGRATIONS = "SELECT app, name FROM django_migrations ORDER BY app, name"


@dataclass(frozen=True, slots=True)
class FileRow:
    """A stored file, by its row."""

    path: str
    sha256: str
    content_type: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The content of a database at one moment: row digests, applied migrations and the rows of stored files."""

    tables: dict[str, TableDigest]
    migrations: list[str]
    files: list[FileRow]
