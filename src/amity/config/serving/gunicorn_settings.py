"""gunicorn's settings as a Python module: log lines like Amity's, and what happens when the server has stopped."""

import os
import shutil
from typing import Any

from amity.config.serving import integrity
from amity.config.settings import LOGGING

logconfig_dict = LOGGING


def on_exit(server: Any) -> None:
    """Remove the counts of the processes that have ended, and record that the database was closed properly."""
    if folder := os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        shutil.rmtree(folder, ignore_errors=True)
    integrity.record_clean_stop()
