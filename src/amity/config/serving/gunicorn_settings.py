"""gunicorn's settings as a Python module: log lines like Amity's, memory that its processes share, and how it stops."""

import gc
import os
import shutil
from typing import Any

from django.db import connections

from amity.config.serving import integrity
from amity.config.serving.preloading import load_models, load_templates, load_views, make_api_documents
from amity.config.serving.references import stop_counting
from amity.config.settings import LOGGING

logconfig_dict = LOGGING
preload_app = True
"""Amity is loaded once, before the processes are forked, so that they share the memory of what none of them changes."""


def when_ready(server: Any) -> None:
    """Load what the first request would load, and keep the collector of cycles from touching any of it later.

    Several processes share all models, templates and the documents of the API, and don't count references to them.
    """
    several = server.cfg.workers > 1
    load_views()
    if several:
        load_models()
        load_templates()
    connections.close_all()  # a connection can't be shared by processes
    gc.collect()
    if several:
        stop_counting()
    gc.freeze()
    if several:
        make_api_documents()


def on_exit(server: Any) -> None:
    """Remove the counts of the processes that have ended, and record that the database was closed properly."""
    if folder := os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        shutil.rmtree(folder, ignore_errors=True)
    integrity.record_clean_stop()
