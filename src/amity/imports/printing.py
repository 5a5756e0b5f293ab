"""What the commands for imports print, as text or JSON, and their exit codes."""

import argparse
import json
import sys
import time
from typing import Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

UNREADABLE, NOT_CLEAN = 2, 3
_DUPLICATES_SHOWN = 20
_COUNTS = lazy(
    "%(rows)s rows: %(created)s created, %(updated)s updated, %(unchanged)s unchanged, %(ambiguous)s ambiguous, "
    "%(conflicts)s conflicts, %(gone)s gone, %(duplicates)s already here from elsewhere"
)


class PrintedReport(Protocol):
    """Interface of the reports of both kinds of import."""

    @property
    def clean(self) -> bool:
        """Return whether all rows were imported."""
        ...

    def as_json(self, batch_id: int | None, elapsed: float) -> dict[str, Any]:
        """Return the object for `--json`."""
        ...


def print_report(
    result: PrintedReport, number: int | None, began: float, options: argparse.Namespace, warnings: list[str]
) -> int:
    """Print what became of the rows of a file, and return the exit code."""
    found = result.as_json(number, time.monotonic() - began) | {"warnings": warnings}
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        print(_COUNTS % found)
        if found["tracked_seconds"]:
            print(_("%(hours)s h in total") % {"hours": f"{found['tracked_seconds'] / 3600:.2f}"})
        for one in found["rejected"]:
            print(_("Row %(row)s: %(reason)s") % one)
        for one in found["duplicate_rows"][:_DUPLICATES_SHOWN]:
            print(_("Row %(row)s: %(reason)s") % one)
        print(_("batch %(number)s") % {"number": number} if number else _("dry run: nothing was written"))
    for warning in warnings:
        print(warning, file=sys.stderr)
    return 0 if result.clean else NOT_CLEAN


def say(words: str, options: argparse.Namespace, code: int) -> int:
    """Print why nothing was done, and return the exit code."""
    if options.json:
        print(json.dumps({"error": words}))
    print(f"amity: {words}", file=sys.stderr)
    return code
