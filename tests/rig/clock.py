"""The clock of a test run: set once for all tests, and passed to the processes they start."""

import os
import time
from datetime import UTC, date, datetime

import time_machine

NAME = "AMITY_TEST_DATE"
DEFAULT = date(2026, 11, 26)
HOUR = 9


def chosen() -> datetime:
    """Return the start of the run: AMITY_TEST_DATE (a date, or a moment with its zone), or a fixed date."""
    asked = os.environ.get(NAME) or DEFAULT.isoformat()
    return datetime.fromisoformat(asked) if "T" in asked else datetime.fromisoformat(f"{asked}T{HOUR:02d}:00:00+00:00")


def travel() -> time_machine.travel:
    """Return a time machine for the chosen moment, where time passes as usual."""
    return time_machine.travel(chosen())


def now() -> str:
    """Return the present moment in the format of AMITY_TEST_DATE."""
    return datetime.now(UTC).isoformat()


def ahead() -> float:
    """Return how many seconds the tests' clock is ahead of the machine's."""
    return time.time() - time_machine.escape_hatch.time.time()
