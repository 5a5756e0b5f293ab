"""What can run in the background. Parts register their kinds, their schedules and what the worker does between jobs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any, Literal, Protocol

from django.utils.functional import Promise

from amity.shared.actor import Actor


class Cancelled(Exception):
    """Raised inside a job by `Progress.step` when someone asked it to stop."""


class Progress(Protocol):
    """The handle a running job gets."""

    job_id: int

    def step(self, done: int, of: int = 0, message: str = "") -> None:
        """Report progress. Call between transactions, not inside one. Raises `Cancelled` when asked to stop."""


Run = Callable[..., Mapping[str, Any] | None]
Timed = Callable[[datetime], object]
"""`run(progress, by, now, **arguments)`; returns JSON without amounts."""

Undo = Callable[..., None]
"""`undo(by, now, **arguments)` takes back what an interrupted job did."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of job. `on_killed`: run it again by itself, or ask a person whether to resume or undo."""

    name: str
    label: str | Promise
    run: Run
    on_killed: Literal["again", "ask"]
    undo: Undo | None
    page: Callable[[Mapping[str, Any]], str] | None


@dataclass(frozen=True, slots=True)
class Schedule:
    """Something the worker begins by the clock: a cron line in the agency's time zone."""

    name: str
    cron: str
    run: Timed


kinds: dict[str, Kind] = {}
schedules: dict[str, Schedule] = {}
between: dict[str, Callable[[], Any]] = {}
"""Done every second or so by each worker, each safe to be done by two at once."""

_zone: list[Callable[[], tzinfo]] = []


def zone_comes_from(function: Callable[[], tzinfo]) -> None:
    """Hook for the part that knows the agency's time zone: its mornings and days are those of all background work."""
    _zone[:] = [function]


def time_zone() -> tzinfo:
    """Return the time zone of schedules and jobs; UTC until a part names one."""
    return _zone[0]() if _zone else UTC


def task(
    name: str,
    *,
    label: str | Promise = "",
    on_killed: Literal["again", "ask"] = "again",
    undo: Undo | None = None,
    page: Callable[[Mapping[str, Any]], str] | None = None,
) -> Callable[[Run], Run]:
    """Register a function as a kind of job. `page` gives the address of the result from the arguments."""

    def register(run: Run) -> Run:
        kinds[name] = Kind(name, label or name, run, on_killed, undo, page)
        return run

    return register


def every(name: str, cron: str) -> Callable[[Timed], Timed]:
    """Register a function to be begun by the agency's clock, once over all workers; its result is ignored."""

    def register(run: Timed) -> Timed:
        schedules[name] = Schedule(name, cron, run)
        return run

    return register


def actor_of_job(person_id: int, label: str) -> Actor:
    """The actor a job is: it acts for the person who started it, with that person's rights."""
    return Actor(kind="job", id=0, label=label, through="job", on_behalf_of=person_id)
