"""Queries for the running timer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.agency.queries import limit
from amity.people.queries import person_of
from amity.people.sessions.along import Along
from amity.shared.actor import Actor
from amity.shared.caches.reading import once_a_page
from amity.shared.rows.lookup import only_row
from amity.timesheets.choosing import search
from amity.timesheets.timer.models import Timer


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
    return _runs(by.person_id)


def _runs(person_id: int) -> bool:
    return once_a_page(("timer runs", person_id), lambda: Timer.objects.filter(person_id=person_id).exists())


def read_along() -> Along:
    """Return how the query for a session or token reads whether the person's timer runs."""
    return Along(
        lambda: {"timer_runs": Exists(Timer.objects.filter(person_id=OuterRef("person_id")))},
        lambda row: {("timer runs", row.person_id): row.timer_runs},
    )


def running_of(person_id: int, now: datetime) -> Running | None:
    """Return a person's timer, or None. Every page calls this, so the work is read only for a running timer."""
    if not _runs(person_id):
        return None
    timer = only_row(Timer.objects.filter(person_id=person_id).select_related("account", "project", "line", "item"))
    if timer is None:
        return None  # stopped since
    choice = search.of(timer.account, timer.project, timer.line, timer.item)
    ran = int((now - timer.started_at).total_seconds())
    place = ", ".join(part for part in (choice.whose, choice.name) if part) or _("Internal")
    return Running(timer.started_at, ran, place, timer.text, str(choice.key))


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
