"""The migrated database, made once: a SQLite file that is kept between runs, and a template on a PostgreSQL server."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.rig import clock
from tests.rig.children import around
from tests.rig.postgres import fresh_database

ROOT = Path(__file__).resolve().parents[2]
FILE = "amity.sqlite3"
"""The database in a data folder."""
KEPT_IN = Path(sys.prefix)
"""Where the migrated SQLite file is stored between runs. The environment belongs to one checkout."""
TEMPLATE = "--migrated"
"""The option of pytest with the URL of a migrated database on the server, for several runs to copy."""


def migrated_file() -> Path:
    """Return the migrated SQLite file, created by a separate process if there is none yet."""
    template = KEPT_IN / f"amity-tests-{_fingerprint()}.sqlite3"
    if not template.exists():
        with TemporaryDirectory(prefix="amity-migrated-") as folder:
            _migrate(Path(folder))
            shutil.copyfile(Path(folder) / FILE, part := template.with_suffix(f".{os.getpid()}"))
        for older in {*KEPT_IN.glob("amity-tests-*.sqlite3")} - {template}:  # another run may copy that one now
            older.unlink(missing_ok=True)
        part.replace(template)
    return template


@contextmanager
def migrated_template(server: str) -> Iterator[str]:
    """Yield the URL of a migrated database on the server that others are copied from. It is dropped at the end."""
    with fresh_database(server, "template") as template, TemporaryDirectory(prefix="amity-migrated-") as folder:
        _migrate(Path(folder), DATABASE_URL=template)
        yield template


def _migrate(data: Path, **more: str) -> None:
    """Migrate in a process of its own, on the date of the run."""
    surroundings = around(data, **{clock.NAME: clock.chosen().isoformat(), **more})
    subprocess.run(
        [sys.executable, "-m", "amity.config.cli", "migrate"], env=surroundings, check=True, capture_output=True
    )


def _fingerprint() -> str:
    """Return a digest of what the tables depend on: migrations, triggers, and the versions of everything installed."""
    source = ROOT / "src"
    found = [*sorted(source.glob("amity/*/migrations/*.py")), *sorted(source.glob("amity/*/apps.py"))]
    found.append(source / "amity/agency/editions/triggers.py")
    digest = hashlib.sha256()
    for path in (*found, ROOT / "requirements-dev.lock"):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
