"""PostgreSQL's own `pg_dump` and `pg_restore`: found, chosen by version, and run without a visible password."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from psycopg.conninfo import make_conninfo

from amity.backups.faults import NO_CLIENT, OLD_CLIENT, BackupFailed

FOLDERS: Final = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/local/pgsql*/bin", "/opt/homebrew/opt/*/bin")
VERSION: Final = re.compile(r"\(PostgreSQL\) (\d+)")
PASSWORD: Final = "password"  # noqa: S105 - the name of a setting
"""Passed in the environment, since every user of the machine sees the words of a command."""


@dataclass(frozen=True, slots=True)
class Client:
    """The programs of one version."""

    folder: Path
    major: int

    def run(
        self, program: str, *words: str, parameters: Mapping[str, Any] | None = None
    ) -> "subprocess.CompletedProcess[str]":
        """Run a program, against a database if it gets `parameters`, and return its output. It asks for no password."""
        around, target = {**os.environ, "LC_ALL": "C"}, []
        if parameters is not None:
            shown = {name: value for name, value in parameters.items() if name != PASSWORD}
            target = ["--no-password", "--dbname", make_conninfo(**shown)]
            if parameters.get(PASSWORD):
                around["PGPASSWORD"] = str(parameters[PASSWORD])
        command = [str(self.folder / program), *target, *words]
        return subprocess.run(command, env=around, capture_output=True, text=True, check=False)  # noqa: S603 - fixed words


def client_for(server_major: int) -> Client:
    """Return the client nearest to the server's version, and none that is older. Raises `BackupFailed`."""
    found = sorted(_clients(), key=lambda client: client.major)
    for client in found:
        if client.major >= server_major:
            return client
    raise BackupFailed(OLD_CLIENT if found else NO_CLIENT, str(server_major))


def _clients() -> Iterator[Client]:
    on_path = shutil.which("pg_dump")
    folders = [Path(on_path).parent] if on_path else []
    folders += [folder for pattern in FOLDERS for folder in Path("/").glob(pattern.lstrip("/"))]
    for folder in dict.fromkeys(folders):
        if all((folder / program).is_file() for program in ("pg_dump", "pg_restore")):
            asked = [str(folder / "pg_dump"), "--version"]
            printed = subprocess.run(asked, capture_output=True, text=True, check=False).stdout  # noqa: S603 - as above
            if version := VERSION.search(printed):
                yield Client(folder, int(version[1]))
