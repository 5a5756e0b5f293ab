"""gunicorn's settings as a Python module: log lines like Amity's, memory that its processes share, and how it stops."""

import gc
import os
import shutil
from typing import Any

from django.db import connections
from django.urls import get_resolver

from amity.config.serving import integrity
from amity.config.settings import LOGGING

logconfig_dict = LOGGING
preload_app = True
"""Amity is loaded once, before the processes are forked, so that they share the memory of what none of them changes."""


def when_ready(server: Any) -> None:
    """Load what the first request would load, and keep the collector of cycles from touching any of it later."""
    get_resolver().url_patterns  # noqa: B018 - reading it imports every view
    connections.close_all()  # a connection can't be shared by processes
    gc.collect()
    gc.freeze()


def on_exit(server: Any) -> None:
    """Remove the counts of the processes that have ended, and record that the database was closed properly."""
    if folder := os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        shutil.rmtree(folder, ignore_errors=True)
    integrity.record_clean_stop()
