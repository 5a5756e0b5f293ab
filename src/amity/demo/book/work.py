"""What a piece of work is in the story: its terms, its days, its hours."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from amity.demo.days.calendar import LAST, Day

FIXED: Final = "fixed"
TIME: Final = "time_and_materials"
RETAINER: Final = "retainer"
PREPAID: Final = "prepaid"
UNKNOWN: Final = "unknown"
NON_BILLABLE: Final = "non_billable"

END: Final[Day] = (LAST, 31)


@dataclass(frozen=True, slots=True)
class Task:
    """A work item with hours of its own, worked between two days of the story; without `line` it is not quoted."""

    title: str
    line: str
    planned: int | None
    worked: float
    start: Day
    end: Day
    person: str = ""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A line with hours of its own, where a mix does not say enough."""

    title: str
    discipline: str
    planned: int
    worked: float
    tasks: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """A milestone and the day it was kept; None while it is ahead, or was missed."""

    name: str
    due: Day
    delivered: Day | None
    share: int | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """A project under an agreement of its own. Hours are those of the story; money in whole units of the account's
    currency. `monthly` is what a retainer includes, `fee` its month. `over` days: it was delivered by its end."""

    account: str
    name: str
    model: str
    mix: str
    start: Day
    end: Day
    worked: float
    planned: int | None = None
    fee: int | None = None
    rate: Decimal | None = None
    cap: int | None = None
    monthly: int | None = None
    over: bool = False
    flat: bool = False
    every: int = 0
    lines: tuple[Quoted, ...] = ()
    tasks: tuple[Task, ...] = ()
    milestones: tuple[Due, ...] = ()
    manager: str = ""
    planned_cost: Decimal | None = None

    @property
    def hourly(self) -> Decimal | None:
        """The price of an hour: agreed, or the fee over the planned hours."""
        if self.rate is None and self.model == FIXED and self.fee and self.planned:
            return (Decimal(self.fee) / self.planned).quantize(Decimal("0.01"))
        return self.rate


def fixed(
    account: str, name: str, mix: str, days: tuple[Day, Day], worked: float, planned: int, fee: int, **more: object
) -> Work:
    """A project at a fixed fee."""
    return Work(account, name, FIXED, mix, *days, worked, planned=planned, fee=fee, **more)  # type: ignore[arg-type]


def by_time(account: str, name: str, mix: str, days: tuple[Day, Day], worked: float, rate: str, **more: object) -> Work:
    """A project paid by the hour."""
    return Work(account, name, TIME, mix, *days, worked, rate=Decimal(rate), **more)  # type: ignore[arg-type]


def care(account: str, name: str, monthly: int, fee: int, worked: float, start: Day = (1, 1), **more: object) -> Work:
    """A retainer of some hours a month; `worked` are the hours of a usual month."""
    months = LAST + 1 - start[0]
    return Work(
        account,
        name,
        RETAINER,
        "care",
        start,
        END,
        worked * months,
        monthly=monthly,
        fee=fee,
        **more,  # type: ignore[arg-type]
    )


def unknown(account: str, name: str, mix: str, days: tuple[Day, Day], worked: float, rate: str) -> Work:
    """A project of which no one has said how it is paid: its time has a value, and no revenue."""
    return Work(account, name, UNKNOWN, mix, *days, worked, rate=Decimal(rate))
