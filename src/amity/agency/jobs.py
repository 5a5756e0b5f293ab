"""Background job of the agency: keep the editions of settings and records quick to read."""

from datetime import datetime
from typing import Final

from amity.agency.editions import triggers
from amity.jobs.registry import every

NOTED: Final = 200
"""The most changes that are left as they are."""


@every("agency.merge_changes", "35 * * * *")
def merge_changes(now: datetime) -> None:
    """Merge what triggers noted, every hour. Each process reads settings and records once afterwards.

    It does so after each change too, so after as many changes as this leaves, one time more is no matter.
    """
    triggers.merge("default", most=NOTED)
