"""Django's entry to the configuration."""

import os
import time
from typing import Any, Final

from django.apps import AppConfig
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

MOST_ORDERED: Final = 6
"""Tables of a statement whose order PostgreSQL chooses (decision 0090)."""


class ConfigConfig(AppConfig):
    name = "amity.config"

    def ready(self) -> None:
        """Have PostgreSQL plan long statements quickly, and keep no read-only connection of SQLite."""
        connection_created.connect(plan_quickly)
        connection_created.connect(close_read_only)


def plan_quickly(sender: type, connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Let PostgreSQL join tables beyond the first few as they are written, which takes it far less time to plan."""
    if connection.vendor == "postgresql":
        connection.connection.execute(f"SET join_collapse_limit = {MOST_ORDERED}")


def close_read_only(sender: type, connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Close the connection after this use if its file is read-only: it would stay so when the file no longer is."""
    if connection.vendor == "sqlite" and not os.access(connection.settings_dict["NAME"], os.W_OK):
        connection.close_at = time.monotonic()
