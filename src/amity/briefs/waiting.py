"""Estimates that colleagues asked for: of whom, and by whom."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.audit.words import Named
from amity.briefs.hours_asked.commands import answer_hours
from amity.briefs.hours_asked.queries import asked_of
from amity.briefs.models import HoursAsked
from amity.briefs.queries import seen_ids
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui import formats
from amity.waiting import kinds
from amity.waiting.kinds import Act, Awaited, Item, Kind, Sent, days_late, naming
from amity.waiting.stakes import grown
from amity.waiting.todos import ANSWER

SEND = "send"


def register() -> None:
    """Register estimates."""
    kinds.register(ESTIMATES)


def send_estimate(by: Actor, asked_id: int, sent: Sent, now: datetime) -> None:
    """Answer with hours."""
    answer_hours(by=by, hours_request_id=asked_id, seconds=sent.seconds, now=now)


def _asked(person: Person, today: date) -> "QuerySet[HoursAsked]":
    return asked_of(person)


def _items(by: Actor, rows: Sequence[HoursAsked], today: date) -> list[Item]:
    person, seen = person_of(by), set(seen_ids(by, [row.line.brief_id for row in rows]))
    return [
        Item(
            id=row.pk,
            title=row.line.line.title,
            address=reverse("briefs:answer", args=[row.pk]),
            account=_brief(row, is_seen=row.line.brief_id in seen),
            lead=naming(_("Asked by %(who)s"), row.asked_by.name),
            notes=[note for note in (row.discipline.name, row.question, row.line.brief.title) if note],
            due=row.due_on,
            days_late=days_late(row.due_on, today),
            since=_("asked %(day)s") % {"day": formats.day(person.day_of(row.asked_at), today)},
            acts=(SEND,),
            stakes=grown(2, 2, days_late=days_late(row.due_on, today)),
            cause=f"brief {row.line.brief_id}",
        )
        for row in rows
    ]


def _brief(row: HoursAsked, *, is_seen: bool) -> Named:
    """The account, with the brief where the reader can see it."""
    brief = row.line.brief
    return Named(brief.account.name, reverse("briefs:brief", args=[brief.pk]) if is_seen else "")


def _awaited_rows(person: Person, today: date) -> "QuerySet[HoursAsked]":
    rows = HoursAsked.objects.filter(asked_by=person, answered_at=None, withdrawn_at=None).exclude(person=person)
    return rows.select_related("person", "line__line", "line__brief").order_by("due_on", "pk")


def _awaited(person: Person, rows: Sequence[HoursAsked]) -> list[Awaited]:
    return [
        Awaited(
            title=row.line.line.title,
            who=row.person.name,
            subject=row.line.brief.title,
            address=reverse("briefs:brief", args=[row.line.brief_id]) + "#lines",
            due=row.due_on,
        )
        for row in rows
    ]


ESTIMATES = Kind(
    key="estimate", order=40, todo=ANSWER, icon="clock-question", label=lazy("Estimates to give"),
    rows=_asked, by_roles=True, late=lambda today: Q(due_on__lt=today), items=_items,
    awaited_rows=_awaited_rows, awaited=_awaited,
    acts={
        SEND: Act(
            label=lazy("Send estimate"), run=send_estimate, asks="hours", question=lazy("Your estimate, in hours"),
            done=lazy("Estimate sent."),
        )
    },
)  # fmt: skip
