"""Pure rules of quiet checks: which check a finding belongs to, and when a check goes quiet."""

from collections.abc import Sequence
from typing import Final

WINDOW: Final = 10
OVERRULED: Final = 7
TITLE_MOST: Final = 200
ONE_BY_ONE: Final = frozenset({"preference", "standard"})
"""Checks of which each rule goes quiet by itself."""


def check_of(finding: str) -> str:
    """Return the check that a finding belongs to: "promise" for each date, "preference:17" for one preference."""
    kind = finding.partition(":")[0]
    return finding if kind in ONE_BY_ONE else kind


def short_title(title: str) -> str:
    """Return the title of a finding as far as its column takes it."""
    return title[:TITLE_MOST]


def goes_quiet(overruled: Sequence[bool]) -> bool:
    """Return whether a check goes quiet: overruled in seven of its last ten. `overruled` has the newest first."""
    last = overruled[:WINDOW]
    return len(last) == WINDOW and sum(last) >= OVERRULED
