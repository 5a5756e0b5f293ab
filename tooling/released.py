"""`make released`, at each release: store this version's demo agency for the test of later upgrades.

The rows are read from SQLite as they are, by column, which packs them to less than 1 MB. The same folder gives the
same file. Usage: `python -m tooling.released [--data FOLDER]`, where FOLDER has a demo that is built already.
"""

import argparse
import base64
import json
import lzma
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.rig import clock
from tests.rig.children import around
from tests.rig.released import STORED

LEFT_OUT = ("agency_recordchange", "agency_settingchange", "amity_cache", "auth_permission", "django_", "sqlite_")
"""Tables, by how their names begin, of sessions, tasks, caches, and of what migrations and triggers write again."""


def main() -> None:
    """Build the demo on the tests' date unless there is one, and write the file."""
    parser = argparse.ArgumentParser(description="Store the demo agency of this version.")
    parser.add_argument("--data", type=Path, help="folder of a demo that is built already")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = chosen.data or _built(Path(folder))
        text = json.dumps(_read(data), ensure_ascii=False, separators=(",", ":"))
    STORED.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"Stored {STORED.name}, {STORED.stat().st_size:,} bytes.")


def _built(data: Path) -> Path:
    surroundings = around(data, **{clock.NAME: clock.chosen().isoformat()})
    subprocess.run([sys.executable, "-m", "amity.config.cli", "demo"], env=surroundings, check=True)
    return data


def _read(data: Path) -> dict[str, Any]:
    with closing(sqlite3.connect(data / "amity.sqlite3")) as database:
        migrations = database.execute("SELECT app, name FROM django_migrations ORDER BY app, name").fetchall()
        names = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
        tables = {name: _columns(database, name) for (name,) in names if not name.startswith(LEFT_OUT)}
    folder = data / "files"
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    files = {str(path.relative_to(folder)): base64.b64encode(path.read_bytes()).decode() for path in paths}
    return {"migrations": migrations, "tables": tables, "files": files}


def _columns(database: sqlite3.Connection, table: str) -> dict[str, list[Any]]:
    rows = database.execute(f'SELECT * FROM "{table}" ORDER BY 1')  # noqa: S608 - names of our own tables
    names, found = [column[0] for column in rows.description], rows.fetchall()
    return {name: [row[place] for row in found] for place, name in enumerate(names)} if found else {}


if __name__ == "__main__":
    main()
