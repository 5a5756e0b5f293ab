"""Questions that colleagues asked: of whom, and by whom."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.audit.words import Named
from amity.facts import rules, subjects
from amity.facts.commands import FactFields, answer
from amity.facts.models import Fact
from amity.facts.queries import asked_of
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui import formats
from amity.waiting import kinds, todos
from amity.waiting.kinds import Act, Awaited, Item, Kind, Sent, days_late, naming
from amity.waiting.stakes import grown

ANSWER = "answer"


def register() -> None:
    """Register questions."""
    kinds.register(QUESTIONS)


def answer_assumed(by: Actor, fact_id: int, sent: Sent, now: datetime) -> None:
    """Answer a question without a source: it counts as ours."""
    fields = FactFields(value=sent.text, state=rules.ASSUMED)
    answer(by=by, fact_id=fact_id, version=sent.version, fields=fields, now=now)


def _asked(person: Person, today: date) -> "QuerySet[Fact]":
    return asked_of(person.pk).order_by("due_on", "pk")


def _items(by: Actor, rows: Sequence[Fact], today: date) -> list[Item]:
    refs = {row.about for row in rows}
    named, seen = subjects.names(refs), subjects.seen_among(by, refs)
    titles = _titles(rows)
    return [
        _item(by, row, titles[row.about, row.field], named[row.about], today, is_seen=row.about in seen) for row in rows
    ]


def _titles(rows: Sequence[Fact]) -> Mapping[subjects.Field, str]:
    return subjects.field_words({(row.about, row.field) for row in rows})


def _item(by: Actor, row: Fact, title: str, subject: Named, today: date, *, is_seen: bool) -> Item:
    asker = row.asked_by if row.asked_by_id != by.person_id else None
    asked_on = formats.day(person_of(by).day_of(row.asked_at), today) if row.asked_at else ""
    return Item(
        id=row.pk,
        version=row.version,
        title=title,
        address=reverse("facts:answer", args=[row.pk]),
        account=subject if is_seen else Named(subject.name),
        lead=naming(_("Asked by %(who)s"), asker.name) if asker else "",
        notes=[row.note] if row.note not in ("", title) else [],
        due=row.due_on,
        days_late=days_late(row.due_on, today),
        since=_("asked %(day)s") % {"day": asked_on} if asked_on else "",
        acts=(ANSWER,),
        open=_("Answer with a source"),
        form=reverse("facts:answer", args=[row.pk]),
        stakes=grown(1, 2, days_late=days_late(row.due_on, today)),
    )


def _awaited_rows(person: Person, today: date) -> "QuerySet[Fact]":
    rows = Fact.objects.filter(state=rules.TO_FIND_OUT, asked_by=person).exclude(owner=person).select_related("owner")
    return rows.order_by("due_on", "pk")


def _awaited(person: Person, rows: Sequence[Fact]) -> list[Awaited]:
    named, titles = subjects.names({row.about for row in rows}), _titles(rows)
    return [
        Awaited(
            title=titles[row.about, row.field],
            who=row.owner.name,
            subject=named[row.about].name,
            address=named[row.about].address or reverse("facts:questions"),
            due=row.due_on,
        )
        for row in rows
        if row.owner
    ]


QUESTIONS = Kind(
    key="question", order=50, todo=todos.ANSWER, icon="help", label=lazy("Questions"),
    rows=_asked, by_roles=True, late=lambda today: Q(due_on__lt=today), items=_items,
    awaited_rows=_awaited_rows, awaited=_awaited,
    acts={
        ANSWER: Act(
            label=lazy("Send answer"), run=answer_assumed, asks="sentence", question=lazy("Your answer"),
            done=lazy("Answer sent. We’ve notified the person who asked."),
        )
    },
)  # fmt: skip
