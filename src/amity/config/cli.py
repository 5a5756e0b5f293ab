"""The command line: `amity COMMAND`. Each part brings its own commands in `<part>/cli.py` with `add_to(subparsers)`.

Exit codes: 0 done; 2 wrong use or a file that cannot be read; 3 done in part, or refused.
Errors are one line on stderr.
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

from amity.shared.errors import Refusal

PARTS_WITH_COMMANDS = ("timesheets", "imports", "profitability", "reports", "demo")
OWN = ("amity.config.starting", "amity.config.running", "amity.config.doctor", "amity.config.keys")

Answer = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amity.config.settings")
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words[:1] == ["manage"]:
        return _manage(words[1:])
    django.setup()
    chosen = parser().parse_args(words)
    try:
        return int(chosen.run(chosen) or 0)
    except Refusal as refusal:
        return _say(refusal.sentence, 3, as_json=getattr(chosen, "json", False))
    except (CommandError, DatabaseError, OSError) as fault:
        return _say(" ".join(str(fault).split()) or type(fault).__name__, 3, as_json=getattr(chosen, "json", False))
    except KeyboardInterrupt:
        return _say("stopped", 3, as_json=False)


def parser() -> argparse.ArgumentParser:
    """Every command there is."""
    whole = argparse.ArgumentParser(prog="amity", description="The workspace of an agency's account managers.")
    subparsers = whole.add_subparsers(required=True, metavar="COMMAND")
    for module in (*OWN, *(f"amity.{part}.cli" for part in PARTS_WITH_COMMANDS)):
        if find_spec(module.rpartition(".")[0]) and find_spec(module):
            import_module(module).add_to(subparsers)
    subparsers.add_parser("manage", help="Django's own commands, as in `amity manage dbshell`", add_help=False)
    return whole


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
