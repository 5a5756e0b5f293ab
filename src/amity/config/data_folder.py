"""The data folder: private to its owner, and never silently recreated if it was in use."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from amity.config import environment

PRIVATE_UMASK: Final = 0o077
OTHERS: Final = 0o007
NEED_AN_INSTANCE: Final = {"serve", "web", "worker", "doctor", "backup", "upgrade"}
"""Commands that serve, check or copy an instance. They create none, since a mistyped folder would look like an
empty agency.
"""


def absence(words: Sequence[str]) -> str:
    """Return what is missing for a command to run, or "". Only reads the environment and files, and changes nothing."""
    if not words or words[0] not in NEED_AN_INSTANCE:
        return ""
    data = environment.data_folder()
    if not (data / "secret_key").is_file() and not environment.was_in_use(data):
        return f"there is no Amity in {data}: check AMITY_DATA, or make an instance with `amity init`"
    own_database = not os.environ.get("DATABASE_URL")
    if own_database and words[0] != "doctor" and not (data / "amity.sqlite3").is_file():
        return f"there is no database in {data}: check AMITY_DATA, `amity restore` a backup, or run `amity init`"
    return ""


def write_fault(data: Path) -> str:
    """Return why the folder can't be written to, or ""."""
    try:
        with tempfile.TemporaryFile(dir=data) as probe:
            probe.write(b"amity")
    except OSError as fault:
        return fault.strerror or type(fault).__name__
    return ""


def open_to_others(data: Path) -> Iterator[Path]:
    """Yield the database, its companion files and the files folder if every user of the machine can read them."""
    for one in (*sorted(data.glob("amity.sqlite3*")), data / "files"):
        if one.exists() and one.stat().st_mode & OTHERS:
            yield one


def close_to_others(data: Path) -> None:
    """Remove other users' permissions from files of earlier versions. Group permissions are unchanged."""
    for one in open_to_others(data):
        one.chmod(one.stat().st_mode & 0o770)
