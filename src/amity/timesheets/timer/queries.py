"""Queries for the running timer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from amity.agency.queries import limit
from amity.people.queries import person_of
from amity.people.sessions.along import Along
from amity.shared.actor import Actor
from amity.shared.caches.reading import once_a_page
from amity.timesheets.choosing import search
from amity.timesheets.choosing.keys import WorkKey
from amity.timesheets.timer.models import Timer

Started = tuple[datetime, dict[str, Any]]
_WORK: Final = JSONObject(
    account="account_id", whose="account__name", project="project_id", name="project__name", line="line_id",
    item="item_id", text="text",
)  # fmt: skip
"""The work of a timer in one column."""


@dataclass(frozen=True, slots=True)
class Running:
    """A running timer as the pages show it. `seconds` have run when the page was made. `key` identifies its work."""

    started_at: datetime
    seconds: int
    place: str
    text: str
    key: str

    @property
    def since(self) -> int:
        """The start of the timer, in seconds since 1970, for the script that counts from there."""
        return int(self.started_at.timestamp())

    @property
    def clock(self) -> str:
        """Return how long it has run: h:mm."""
        minutes = max(self.seconds, 0) // 60
        return f"{minutes // 60}:{minutes % 60:02d}"


def running(by: Actor, now: datetime) -> Running | None:
    """Return the actor's timer, or None."""
    return running_of(by.person_id, now)


def has_timer(by: Actor) -> bool:
    """Return whether a timer of the actor runs."""
    return _started(by.person_id) is not None


def _started(person_id: int) -> Started | None:
    """Return when a person’s timer was started, and its work. A page knows it from the query for its session."""
    rows = Timer.objects.filter(person_id=person_id).annotate(work=_WORK).values_list("started_at", "work")
    return once_a_page(("timer", person_id), rows.first)


def read_along() -> Along:
    """Return how the query for a session or token reads the person's timer."""
    own = Timer.objects.filter(person_id=OuterRef("person_id"))
    return Along(
        lambda: {
            "timer_since": Subquery(own.values("started_at")),
            "timer_work": Subquery(own.annotate(work=_WORK).values("work")),
        },
        lambda row: {("timer", row.person_id): (row.timer_since, row.timer_work) if row.timer_since else None},
    )


def running_of(person_id: int, now: datetime) -> Running | None:
    """Return a person's timer, or None."""
    started = _started(person_id)
    if started is None:
        return None
    since, work = started
    key = WorkKey(work["account"], work["project"], work["line"], work["item"])
    place = ", ".join(part for part in (work["whose"], search.name_of(key, work["name"])) if part)
    return Running(since, int((now - since).total_seconds()), place, work["text"], str(key))


def in_topbar(actor: Actor, ids: Sequence[int]) -> Mapping[int, Running | None]:
    """Return the timer shown in the header of every page, by the person's id."""
    now = timezone.now()
    return {number: running_of(number, now) for number in ids}


def is_forgotten(one: Running) -> bool:
    """Return whether a timer ran longer than the agency's limit."""
    return one.seconds > limit("timer.forgotten_after")


def offered(by: Actor, today: date) -> list[search.Choice]:
    """Return what the person worked on recently, to start a timer on it."""
    return [one for one in search.find(person_of(by), "", today=today) if one.lately][:8]
