"""Read rhythms, and what is asked in the rounds that run."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import QuerySet

from amity.agency.editions.keeping import kept_for_pages
from amity.outbox.queries import sender_address
from amity.people.models import Person
from amity.people.queries import token_hash
from amity.projects.models import Project
from amity.projects.stand_ins.of_person import ways_managed
from amity.shared.rows.among import any_of
from amity.shared.rows.lookup import only_row
from amity.status.asks import rules
from amity.status.asks.models import Ask, Rhythm

OUR_EMAILS: Final = "status."
"""How the Message-ID of an email that asks for statuses begins."""


@dataclass(frozen=True, slots=True)
class Rhythms:
    """The rhythm of the agency, and those of projects that have their own."""

    agency: Rhythm
    own: dict[int, Rhythm]

    def of(self, project_id: int) -> Rhythm:
        """Return the rhythm of a project."""
        return self.own.get(project_id, self.agency)

    def round_on(self, project_id: int, today: date) -> date | None:
        """Return the round that runs for a project."""
        rhythm = self.of(project_id)
        return rules.round_on(rhythm.rhythm, rhythm.weekday, today)

    def next_round(self, today: date) -> date | None:
        """Return the next round of the agency."""
        return rules.next_round(self.agency.rhythm, self.agency.weekday, today)


def agency_rhythm() -> Rhythm:
    """Return the rhythm of the agency: its own, or weekly on Friday."""
    return only_row(Rhythm.objects.filter(project=None)) or Rhythm()


def rhythm_of(project: Project) -> Rhythm | None:
    """Return the rhythm of a project, if it has its own."""
    return only_row(Rhythm.objects.filter(project=project))


def rhythms() -> Rhythms:
    """Return all rhythms. Pages take them from those kept with the settings."""
    return kept_for_pages("status rhythms", _rhythms)


def _rhythms() -> Rhythms:
    rows = {row.project_id: row for row in Rhythm.objects.all()}
    agency = rows.pop(None, None) or Rhythm()
    return Rhythms(agency, {key: row for key, row in rows.items() if key is not None})


def asks_of(project_ids: Collection[int], oldest: date) -> list[Ask]:
    """Return what was asked about projects in rounds since a day, newest first."""
    return list(Ask.objects.filter(project__in=project_ids, round_on__gte=oldest).order_by("-round_on", "pk"))


def open_asks(person: Person) -> QuerySet[Ask]:
    """Return the open asks about the projects that a person manages, by account and project."""
    rows = any_of(Ask.objects.filter(closed_at=None), *ways_managed(person, "project__manager"))
    return rows.select_related("project__account__manager", "person").order_by("round_on", "project__name", "pk")


def asks_by_link(token: str) -> list[Ask]:
    """Return what an email asked, found by its token, by account and project."""
    rows = Ask.objects.filter(token_hash=token_hash(token)).select_related("project__account__manager", "person")
    return in_order(rows)


def ask_by_link(token: str, project_id: int, today: date) -> Ask | None:
    """Return what an email asked about a project, or (0) about the first one that is still open."""
    asks = asks_by_link(token)
    if not project_id:
        return next(iter([*still_open(asks, today), *asks]), None)
    return next((ask for ask in asks if ask.project_id == project_id), None)


def answers_ask(message_ids: Iterable[str]) -> bool:
    """Return whether an email that refers to these others answers one that asked for statuses."""
    ending = f"@{sender_address().rpartition('@')[2] or 'localhost'}"
    return any(one.startswith(OUR_EMAILS) and one.endswith(ending) for one in message_ids)


def asks_by_email(message_ids: Iterable[str]) -> list[Ask]:
    """Return what an email asked, found by its Message-ID, in the order in which it listed the projects."""
    rows = Ask.objects.filter(email_id__in=[f"<{one}>" for one in message_ids]).select_related(
        "project__account__manager", "person"
    )
    return in_order(rows)


def in_order(asks: Iterable[Ask]) -> list[Ask]:
    """Return asks by account and project, as their email lists them."""
    return sorted(asks, key=lambda ask: (_client(ask), ask.project.name, ask.pk))


def still_open(asks: Iterable[Ask], today: date) -> list[Ask]:
    """Return those that a link can answer today."""
    return [ask for ask in asks if ask.closed_at is None and today <= ask.link_until]


def next_of(asks: Sequence[Ask], current: Ask, today: date) -> Ask | None:
    """Return the next project of an email that a link can still answer."""
    left = [ask for ask in still_open(asks, today) if ask.pk != current.pk]
    place = list(asks).index(current)
    later = [ask for ask in left if list(asks).index(ask) > place]
    return next(iter([*later, *left]), None)


def _client(ask: Ask) -> str:
    return ask.project.account.name if ask.project.account else ""
