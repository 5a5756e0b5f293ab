"""The source of each value that a goal has: who stated what it is now, not what it was before a revision or reading."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from amity.accounts.models import EvidenceColumns
from amity.strategy.models import Goal, GoalReading, GoalRevision

SET_BY: Final = {
    "measure": ("measure", "title"),
    "baseline": ("baseline", "unit"),
    "target": ("target", "target_on", "unit"),
}
"""The fields of a goal from which each field of a brief is filled."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who stated a value, when and where. Without a name the value is assumed."""

    stated_by: str = ""
    stated_on: date | None = None
    stated_in: str = ""


def source_of(evidence: EvidenceColumns, where: str) -> Source:
    """Return the source of a record with evidence. `where` is the record, named where its place isn't known."""
    name = evidence.stated_by.name if evidence.stated_by else ""
    return Source(name, evidence.stated_on, evidence.stated_in or where)


def source_of_goal(
    name: str, goal: Goal, newest: GoalReading | None, changed: Sequence[GoalRevision], where: str
) -> Source:
    """Return the source of a value: the reading it was read from, the last revision that changed it, or the goal.

    `newest` is the reading that is the baseline now, `changed` are the goal's revisions, newest first.
    """
    if name == "baseline" and newest is not None:
        return Source(newest.source, newest.read_on, where)
    last = next(
        (one for one in changed if any(one.before.get(key) != one.after.get(key) for key in SET_BY[name])), None
    )
    return source_of(goal if last is None else last, where)
