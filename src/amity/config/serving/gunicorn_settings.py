"""gunicorn's settings as a Python module: its log lines look like Amity's, and it removes the folder of the metrics."""

import os
import shutil
from typing import Any

from amity.config.settings import LOGGING

logconfig_dict = LOGGING


def on_exit(server: Any) -> None:
    """Remove the counts of the processes that have ended."""
    if folder := os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        shutil.rmtree(folder, ignore_errors=True)
