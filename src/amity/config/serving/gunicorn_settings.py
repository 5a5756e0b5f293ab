"""gunicorn's settings as a Python module: log lines like Amity's, memory that its processes share, and how it stops."""

import gc
import os
import shutil
from typing import Any

from django.conf import settings
from django.db import connections
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation

from amity.config.serving import integrity
from amity.config.settings import LOGGING

logconfig_dict = LOGGING
preload_app = True
"""Amity is loaded once, before the processes are forked, so that they share the memory of what none of them changes."""


def when_ready(server: Any) -> None:
    """Load what the first request would load, and keep the collector of cycles from touching any of it later."""
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            reverse("account_login")  # imports every view, and lists every address by its name in this language
    get_template("account/login.html")  # with the frame of every page
    connections.close_all()  # a connection can't be shared by processes
    gc.collect()
    gc.freeze()


def on_exit(server: Any) -> None:
    """Remove the counts of the processes that have ended, and record that the database was closed properly."""
    if folder := os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        shutil.rmtree(folder, ignore_errors=True)
    integrity.record_clean_stop()
