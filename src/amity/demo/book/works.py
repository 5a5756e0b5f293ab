"""Every project of the story. The newest twelve months (7 to 18) add up to about each account's net fees."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, TypeVar

from amity.demo.book.people import TABLES
from amity.shared.stories import Day, rows

FIXED: Final = "fixed"
TIME: Final = "time_and_materials"
RETAINER: Final = "retainer"
PREPAID: Final = "prepaid"
UNKNOWN: Final = "unknown"
NON_BILLABLE: Final = "non_billable"


@dataclass(frozen=True, slots=True)
class Task:
    """A work item with its own hours, worked between two days of the story. Without `line` it isn't quoted."""

    account: str
    work: str
    title: str
    worked: float
    start: Day
    end: Day
    line: str = ""
    planned: int | None = None
    person: str = ""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A line with its own hours, where a mix isn't enough."""

    account: str
    work: str
    title: str
    discipline: str
    planned: int
    worked: float
    service: str


@dataclass(frozen=True, slots=True)
class Due:
    """A milestone and its delivery day, None while it is in the future or was missed."""

    account: str
    work: str
    name: str
    due: Day
    delivered: Day | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """A project under its own agreement.

    Hours are those of the story, money is in whole units of the account's currency. `monthly` is what a retainer
    includes, `fee` its monthly fee. `over` means that it was delivered by its end. `planned_end` is in the future, for
    unfinished work and for retainers that have one.
    """

    account: str
    name: str
    model: str
    mix: str
    start: Day
    end: Day
    worked: float
    planned_end: Day | None = None
    planned: int | None = None
    fee: int | None = None
    rate: Decimal | None = None
    cap: int | None = None
    monthly: int | None = None
    over: bool = False
    flat: bool = False
    every: int = 0
    manager: str = ""
    planned_cost: Decimal | None = None
    lines: tuple[Quoted, ...] = ()
    tasks: tuple[Task, ...] = ()
    milestones: tuple[Due, ...] = ()

    @property
    def hourly(self) -> Decimal | None:
        """The hourly rate: as agreed, or the fee divided by the planned hours."""
        if self.rate is None and self.model == FIXED and self.fee and self.planned:
            return (Decimal(self.fee) / self.planned).quantize(Decimal("0.01"))
        return self.rate


Part = TypeVar("Part", Quoted, Task, Due)


def _of(work: Work, found: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(one for one in found if (one.account, one.work) == (work.account, work.name))


def _whole() -> Iterable[Work]:
    lines, tasks = rows(TABLES / "lines.csv", Quoted), rows(TABLES / "tasks.csv", Task)
    milestones = rows(TABLES / "milestones.csv", Due)
    for work in rows(TABLES / "works.csv", Work):
        yield replace(work, lines=_of(work, lines), tasks=_of(work, tasks), milestones=_of(work, milestones))


WORKS: Final = tuple(_whole())
INSIDE: Final = ("New business", "Internal", "Leave")
"""The agency's own projects."""
