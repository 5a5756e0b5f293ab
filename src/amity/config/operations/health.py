"""The checks behind `/health/ready`. `amity doctor` makes the same ones, with more detail."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import DatabaseError

from amity.backups import schema
from amity.config.data_folder import write_fault
from amity.jobs.queries import last_beat

DATABASE: Final = "database"
MIGRATIONS: Final = "migrations"
DATA_FOLDER: Final = "data folder"
WORKER: Final = "worker"
SILENT: Final = timedelta(minutes=5)
"""A worker that hasn't recorded a heartbeat for this long isn't running."""


def failing(now: datetime) -> list[str]:
    """Return the names of the checks that fail, and nothing about why. Takes three queries."""
    return [*_database(now), *([DATA_FOLDER] if write_fault(settings.ENVIRONMENT.data) else [])]


def worker_is_silent(beat: datetime | None, now: datetime) -> bool:
    """Return whether no worker runs. A heartbeat from the future is left over from a wrong clock."""
    return beat is None or abs(now - beat) > SILENT


def _database(now: datetime) -> Iterator[str]:
    try:
        if schema.pending():
            yield MIGRATIONS
            return
        if worker_is_silent(last_beat(), now):
            yield WORKER
    except DatabaseError:
        yield DATABASE
