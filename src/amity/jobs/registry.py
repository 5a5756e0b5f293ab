"""Registry of background work: kinds of jobs, schedules, and what the worker does between jobs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any, Literal, Protocol

from django.utils.functional import Promise

from amity.shared.actor import Actor


class Cancelled(Exception):
    """Raised inside a job by `Progress.step` when someone asked it to stop."""


class Stopped(Exception):
    """Raised inside a job by `Progress.step` when the worker is about to stop. Another one continues the job."""


class Progress(Protocol):
    """Interface of the handle that a running job gets."""

    job_id: int

    def step(self, done: int, of: int = 0, message: str = "") -> None:
        """Report progress. Call between transactions, not inside one. Raises `Cancelled` or `Stopped`."""


Run = Callable[..., Mapping[str, Any] | None]
Timed = Callable[[datetime], object]
"""`run(progress, by, now, **arguments)` returns JSON without amounts."""

Undo = Callable[..., None]
"""`undo(by, now, **arguments)` undoes the work of an interrupted job."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of job. `on_killed`: run it again automatically, or ask a person whether to resume or undo."""

    name: str
    label: str | Promise
    run: Run
    on_killed: Literal["again", "ask"]
    undo: Undo | None
    page: Callable[[Mapping[str, Any]], str] | None


@dataclass(frozen=True, slots=True)
class Schedule:
    """Scheduled work: a function with a cron line in the agency's time zone."""

    name: str
    cron: str
    run: Timed


kinds: dict[str, Kind] = {}
schedules: dict[str, Schedule] = {}
between: dict[str, Callable[[], Any]] = {}
"""Run about every second by each worker. Each function must be safe to run twice at once."""

aside: dict[str, Callable[[], Any]] = {}
"""As `between`, each in a thread of its own: what waits for a server of others, and may not delay the rest."""

companions: dict[str, Callable[[], bool]] = {}
"""Commands that each worker runs as a process beside it, while the function says that there is something to do."""

_zone: list[Callable[[], tzinfo]] = []


def zone_comes_from(function: Callable[[], tzinfo]) -> None:
    """Hook for the part that knows the agency's time zone, in which all background work is scheduled."""
    _zone[:] = [function]


def time_zone() -> tzinfo:
    """Return the time zone of schedules and jobs, or UTC until a part registers one."""
    return _zone[0]() if _zone else UTC


def task(
    name: str,
    *,
    label: str | Promise = "",
    on_killed: Literal["again", "ask"] = "again",
    undo: Undo | None = None,
    page: Callable[[Mapping[str, Any]], str] | None = None,
) -> Callable[[Run], Run]:
    """Register a function as a kind of job. `page` returns the URL of the result from the arguments."""

    def register(run: Run) -> Run:
        kinds[name] = Kind(name, label or name, run, on_killed, undo, page)
        return run

    return register


def every(name: str, cron: str) -> Callable[[Timed], Timed]:
    """Register a function to run on the agency's schedule, once for all workers. Its result is ignored."""

    def register(run: Timed) -> Timed:
        schedules[name] = Schedule(name, cron, run)
        return run

    return register


def actor_of_job(person_id: int, label: str) -> Actor:
    """Return the actor of a job, which acts for the person who started it, with that person's rights."""
    return Actor(kind="job", id=0, label=label, through="job", on_behalf_of=person_id)
