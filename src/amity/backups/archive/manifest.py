"""The manifest: what an archive contains, from which a restored copy is checked."""

import json
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Any, Final

FORMAT: Final = 1
NAME: Final = "manifest.json"
DATABASE: Final = "database"
KEY: Final = "secret_key"
FILES: Final = "files/"


@dataclass(frozen=True, slots=True)
class Content:
    """The size and SHA-256 of a member of the archive."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class TableDigest:
    """The number of rows of a table, and a digest of them all."""

    rows: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything an archive contains.

    `files` are the stored files by path. `lost` had a row and no bytes on the disk, `changed` other bytes than their
    row states, and `deleted` were deleted while the backup ran.
    """

    made_at: str
    amity: str
    vendor: str
    migrations: list[str]
    tables: dict[str, TableDigest]
    files: dict[str, Content]
    database: Content
    key: Content | None
    lost: list[str]
    changed: list[str]
    deleted: list[str]
    format: int = FORMAT

    @property
    def rows(self) -> int:
        """Return the number of rows in all tables."""
        return sum(table.rows for table in self.tables.values())

    def to_json(self) -> str:
        """Return the manifest as written into the archive."""
        return json.dumps(asdict(self), indent=1, sort_keys=True)


def from_json(text: str | bytes) -> Manifest:
    """Read a manifest. Raises `ValueError`, `KeyError` or `TypeError` for anything else."""
    stored: dict[str, Any] = json.loads(text)
    if stored["format"] != FORMAT:
        raise ValueError(f"format {stored['format']}, this version reads {FORMAT}")
    files = {path: Content(**content) for path, content in stored["files"].items()}
    if not all(is_inside(path) for path in files):
        raise ValueError("a file outside its folder")
    key = stored["key"]
    return Manifest(
        **{
            **stored,
            "files": files,
            "tables": {name: TableDigest(**table) for name, table in stored["tables"].items()},
            "database": Content(**stored["database"]),
            "key": Content(**key) if key else None,
        }
    )


def is_inside(path: str) -> bool:
    """Return whether a relative path stays within its folder."""
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts and "\x00" not in path


def differences(before: dict[str, TableDigest], after: dict[str, TableDigest]) -> list[str]:
    """Return the names of tables whose rows differ."""
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
