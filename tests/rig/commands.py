"""Commands of Amity on a data folder of their own, each in a process forked from the tests.

A new process spends two seconds of the processor on importing what the tests have imported already. The fork reads the
settings again from an environment of its own. A test of the start itself starts a real process with `start`.
"""

import importlib
import io
import os
import subprocess
import sys
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol
from unittest.mock import patch

import pytest
from asgiref.local import Local
from django.conf import settings
from django.core.cache import caches
from django.core.files.storage import default_storage, storages
from django.db import connections
from django.utils.functional import empty
from pytest_django.plugin import DjangoDbBlocker

from tests.rig.children import around
from tests.rig.forks import FAULTS, exit_code, fork

Ended = subprocess.CompletedProcess[str]


class Command(Protocol):
    """Run a command of Amity: `amity(folder, "doctor", "--json")`."""

    def __call__(self, data: Path, *words: object, text: str = "", **environment: str) -> Ended:
        """Return its exit code, output and errors. `text` is its standard input."""


@pytest.fixture
def amity(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Command:
    """Return what runs commands in a fork, on the database of their own folder."""
    output = tmp_path_factory.mktemp("commands") / "output"

    def run(data: Path, *words: object, text: str = "", **environment: str) -> Ended:
        told = [str(word) for word in words]
        with django_db_blocker.unblock():
            code = exit_code(fork(_run, told, text, around(data, **environment), output=output))
        return Ended(told, code, output.read_text(), output.with_suffix(FAULTS).read_text())

    return run


def start(data: Path, *words: object, text: str = "", **environment: str) -> Ended:
    """Run a command in a new process, as a shell does."""
    command = [sys.executable, "-m", "amity.config.cli", *map(str, words)]
    return subprocess.run(
        command, env=around(data, **environment), input=text, capture_output=True, text=True, check=False
    )  # fmt: skip


def _run(words: Sequence[str], text: str, environment: Mapping[str, str]) -> int:
    """Run a command in this process, which ends afterwards. A fault is printed as by an interpreter that it ends."""
    os.environ.clear()
    os.environ.update(environment)
    given = io.TextIOWrapper(io.BytesIO(text.encode()))
    try:
        with patch.object(sys, "stdin", given):
            main = importlib.import_module("amity.config.cli").main
            _forget_settings()
            return int(main(words))
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - the caller sees it as a new process would show it
        traceback.print_exc()
        return 1
    finally:
        if not settings.configured:  # closing connections would read the settings, which creates a key
            connections.settings = {}


def _forget_settings() -> None:
    """Leave the settings, and what is made from them, to be read again when they are needed."""
    sys.modules.pop("amity.config.settings", None)
    settings._wrapped = empty
    for handler in (connections, caches):
        vars(handler).update(_settings=None, _connections=Local())
        vars(handler).pop("settings", None)
    vars(storages).update(_backends=None, _storages={})
    vars(storages).pop("backends", None)
    vars(default_storage)["_wrapped"] = empty
