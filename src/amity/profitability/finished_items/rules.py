"""Rules for asking "is it finished?" about open lines and work items, and for finished work.

Source: the project's forecast notes: ask when an item is past half its plan and has been quiet for 21 days.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

QUIET_DAYS = 21
"""Days without time after which an item past half its plan is asked about."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line or work item: plan and time used in seconds, its last day with time, and its finished mark."""

    kind: str
    item_id: int
    project_id: int
    planned_seconds: int
    used_seconds: int
    last_on: date | None
    finished: bool = False

    @property
    def to_go_seconds(self) -> int:
        """The plan's time still to come, 0 for a finished item, never below 0."""
        return 0 if self.finished else max(self.planned_seconds - self.used_seconds, 0)


def past_half(planned_seconds: int, used_seconds: int, *, finished: bool) -> bool:
    """Return whether an open line or work item is past half its plan."""
    return not finished and planned_seconds > 0 and used_seconds * 2 > planned_seconds


def asked_if_finished(items: Iterable[Item], data_end: date, quiet_days: int = QUIET_DAYS) -> list[Item]:
    """Return open items past half their plan and quiet for 21 days before the data's last day, most to go first.

    The reference is the data's last day, not the clock: an export of last month is not three weeks of silence.
    """
    asked = [
        item
        for item in items
        if past_half(item.planned_seconds, item.used_seconds, finished=item.finished)
        and item.last_on is not None
        and (data_end - item.last_on).days >= quiet_days
    ]
    return sorted(asked, key=lambda item: (-item.to_go_seconds, item.project_id, item.kind, item.item_id))


def work_finished_on(lines: Sequence[date | None], ended_on: date | None) -> date | None:
    """Return the date work was finished: its last quoted line's, or the project's delivery or end if earlier.

    `lines` has each quoted line's finished day, None while open.
    """
    marks = [day for day in lines if day is not None]
    ticked = max(marks) if marks and len(marks) == len(lines) else None
    days = [day for day in (ticked, ended_on) if day is not None]
    return min(days) if days else None
