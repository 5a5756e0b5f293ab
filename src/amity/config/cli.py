"""The command line: `amity COMMAND`. Each part registers its own commands in `<part>/cli.py` with `add_to(subparsers)`.

Exit codes: 0 done, 2 wrong use or a file that cannot be read, 3 done in part, or refused. Errors are one line on
stderr.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec

import django
from django.core.management import execute_from_command_line
from django.core.management.base import CommandError
from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from amity.config import data_folder, environment, house
from amity.shared.errors import Refusal
from amity.shared.rows.unavailable import is_unavailable

OWN = (
    "amity.config.starting", "amity.config.upgrade", "amity.config.serving.running", "amity.config.doctor.command",
    "amity.config.keys", "amity.config.demo_command",
)  # fmt: skip

BACKGROUND_BUSY_SECONDS = 60
"""Seconds that background work and commands wait for SQLite's lock, since no person waits for a page."""

Answer = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amity.config.settings")
    os.umask(data_folder.PRIVATE_UMASK)
    words = list(sys.argv[1:] if arguments is None else arguments)
    if absent := data_folder.absence(words):
        return _say(absent, 1, as_json="--json" in words)
    if words[:1] in (["rotate-key"], ["restore"]):
        environment.make_key_if_gone()
    if words[:1] == ["manage"]:
        return _manage(words[1:])
    django.setup()
    chosen = parser().parse_args(words)
    connection_created.connect(_wait_longer)
    try:
        return int(chosen.run(chosen) or 0)
    except Refusal as refusal:
        return _say(refusal.sentence, 3, as_json=getattr(chosen, "json", False))
    except (CommandError, DatabaseError, OSError) as fault:
        return _say(_sentence(fault), 3, as_json=getattr(chosen, "json", False))
    except KeyboardInterrupt:
        return _say("stopped", 3, as_json=False)


def _sentence(fault: Exception) -> str:
    words = " ".join(str(fault).split()) or type(fault).__name__
    if is_unavailable(fault):
        return f"The disk is full or read-only, or the database doesn't answer ({words}). Fix that, then try again."
    return words


def parser() -> argparse.ArgumentParser:
    """Return the parser with all commands."""
    whole = argparse.ArgumentParser(prog="amity", description="The workspace of an agency's account managers.")
    subparsers = whole.add_subparsers(required=True, metavar="COMMAND")
    of_parts = (module for part in house.PARTS if find_spec(module := f"{part}.cli"))
    for module in (*OWN, *of_parts):
        import_module(module).add_to(subparsers)
    subparsers.add_parser("manage", help="Django's own commands, for example `amity manage dbshell`", add_help=False)
    return whole


def _wait_longer(sender: type, connection: BaseDatabaseWrapper, **kwargs: object) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {BACKGROUND_BUSY_SECONDS * 1000}")


def _manage(words: list[str]) -> int:
    execute_from_command_line(["amity manage", *words])
    return 0


def _say(sentence: str, code: int, *, as_json: bool) -> int:
    if as_json:
        print(json.dumps({"error": sentence}))
    print(f"amity: {sentence}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
