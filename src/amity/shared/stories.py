"""Tools for each part's `demo.py`: the demo agency's people, its dates, and the tables it reads."""

import csv
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Final, Protocol, TypeVar

from django.utils import timezone
from pydantic import BeforeValidator, ConfigDict, TypeAdapter

from amity.shared.actor import Actor
from amity.shared.dates.periods import first_day, last_day, month_of, months_back, months_between, previous_month

LAST: Final = 18
"""Eighteen months: a year to show, and half a year to compare with."""
NADIA, EDDA, RAVI, HANNE = "Nadia Ferrer", "Edda Kerr", "Ravi Menon", "Hanne Berg"
DIRECTOR, FINANCE, ADMINISTRATOR = "Joachim Ebner", "Petra Lang", "Gus Adeyemi"

Shape = TypeVar("Shape")
Day = Annotated[tuple[int, int], BeforeValidator(lambda text: tuple(int(part) for part in text.rsplit("-", 1)))]
"""A day of the story: number of its month, day in it (cut to the month's length). A table has it as "18-24"."""
Codes = Annotated[tuple[str, ...], BeforeValidator(str.split)]
"""Several codes, separated by spaces in a table."""


class Crew(Protocol):
    """The people of the demo agency by name, its disciplines and its services."""

    def acting(self, name: str) -> Actor:
        """Return someone as the actor of a command."""

    def managing(self, account: str) -> Actor:
        """Return the manager of an account as the actor of a command."""

    def id(self, name: str) -> int:
        """Return someone's id."""

    def discipline(self, name: str) -> int:
        """Return a discipline's id."""

    def service(self, name: str) -> int:
        """Return a service's id."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Place the story in time: 1 is its first month and `LAST` the newest (YYYYMM), which ends before today."""

    newest: int

    @classmethod
    def until(cls, now: datetime) -> "Calendar":
        """Return the calendar of a story that ends the month before `now`."""
        return cls(previous_month(month_of(timezone.localdate(now))))

    def month(self, number: int) -> int:
        """Return the month with this number as YYYYMM, also before and after the story."""
        year, month = divmod(self.newest // 100 * 12 + self.newest % 100 - 1 + number - LAST, 12)
        return year * 100 + month + 1

    def day(self, day: tuple[int, int]) -> date:
        """Return a day of the story as a date."""
        number, within = day
        month = self.month(number)
        return min(first_day(month) + timedelta(days=within - 1), last_day(month))

    def months(self, count: int = LAST) -> list[int]:
        """Return the newest `count` months, oldest first."""
        return list(months_between(months_back(self.newest, count - 1), self.newest))

    @property
    def year(self) -> int:
        """The year the story ends in."""
        return self.newest // 100

    def named(self, text: str) -> str:
        """Fill in the year of a name. `{year}` is the story's last, `{next}` and `{before}` are the years around it."""
        return text.format(year=self.year, next=self.year + 1, before=self.year - 1)


_present: ContextVar[datetime | None] = ContextVar("present", default=None)


@contextmanager
def present(now: datetime) -> Iterator[None]:
    """Let no moment of the story be after `now`."""
    before = _present.set(now)
    try:
        yield
    finally:
        _present.reset(before)


def moment(day: date, hour: int = 9) -> datetime:
    """Return an hour of a day, within `present` at the latest now."""
    at, now = datetime.combine(day, time(hour), UTC), _present.get()
    return at if now is None else min(at, now)


def ago(now: datetime, days: int) -> datetime:
    """Return a moment some days ago, at an hour of work that differs from day to day. It is never after `now`."""
    if days <= 0:
        return now
    then = timezone.localtime(now - timedelta(days=days))
    return then.replace(hour=9 + days * 5 % 8, minute=days * 7 % 60, second=0, microsecond=0)


def coming(now: datetime, days: int) -> date:
    """Return the date this many days from now, in the past if below zero."""
    return timezone.localdate(now) + timedelta(days=days)


def rows(file: Path, row: type[Shape], table: str = "") -> tuple[Shape, ...]:
    """Return the rows of a CSV file, or of one table of a TOML file. Raises `ValueError` for a column `row` lacks."""
    if file.suffix == ".csv":
        with file.open(encoding="utf-8", newline="") as lines:
            found = [{name: cell for name, cell in line.items() if cell} for line in csv.DictReader(lines)]
    else:
        found = tomllib.loads(file.read_text(encoding="utf-8"))[table]
    return _shaped(found, row)


def read(file: Path, shape: type[Shape]) -> Shape:
    """Return a whole TOML file as one value. Raises `ValueError` for a table it lacks."""
    return _shaped([tomllib.loads(file.read_text(encoding="utf-8"))], shape)[0]


def _shaped(found: Sequence[object], shape: type[Shape]) -> tuple[Shape, ...]:
    reader: TypeAdapter[tuple[Shape, ...]] = TypeAdapter(tuple[shape, ...], config=ConfigDict(extra="forbid"))  # type: ignore[valid-type]
    return reader.validate_python(found)
