"""Processes that act at the same moment on the database of a test."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
START = 8
"""Seconds that processes get to be ready."""


def told_at_once(script: str, acts: Sequence[Sequence[str]], place: Path) -> list[Any]:
    """Run a script once for each act, all at the same moment: what each printed, as JSON.

    A script reads its act and then the moment from `sys.argv`, and waits for that moment itself.
    """
    moment = str(time.time() + START)
    crew = [
        subprocess.Popen(
            (sys.executable, "-c", script, *act, moment), env=_around(place), stdout=subprocess.PIPE, text=True,
            cwd=ROOT,
        )
        for act in acts
    ]  # fmt: skip
    return [json.loads(one.communicate(timeout=120)[0]) for one in crew]


def _around(place: Path) -> dict[str, str]:
    kept = {name: text for name, text in os.environ.items() if not name.startswith("AMITY_")}
    path = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    return {
        **kept, "PYTHONPATH": path, "DJANGO_SETTINGS_MODULE": "tests.hammer.settings", "AMITY_DATA": str(place),
        "DATABASE_URL": _address(connection.settings_dict),
    }  # fmt: skip


def _address(settings: dict[str, Any]) -> str:
    """Where the database of this test lies."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    host, place = settings["HOST"], f"{settings['USER']}:{settings['PASSWORD']}"
    if host.startswith("/"):
        return f"postgres://{place}@/{settings['NAME']}?host={host}&port={settings['PORT']}"
    return f"postgres://{place}@{host}:{settings['PORT']}/{settings['NAME']}"
