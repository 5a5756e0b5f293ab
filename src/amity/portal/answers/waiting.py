"""Answers where they wait: for the author of the item and the account manager, until one of them has read them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.waiting import named, weight_of
from amity.people.models import Person
from amity.people.queries import person_of
from amity.portal.answers import policy, queries, taking_note, wording
from amity.portal.answers.models import Answer, AnswerQuerySet
from amity.portal.answers.rules import QUESTION
from amity.shared.actor import Actor
from amity.ui import formats
from amity.ui.links import address_with
from amity.waiting import kinds
from amity.waiting.kinds import Act, Item, Kind, Sent, sharing_accounts
from amity.waiting.stakes import grown
from amity.waiting.todos import ANSWER


def register() -> None:
    """Register the kind."""
    kinds.register(ANSWERS)


def seen(by: Actor, answer_id: int, sent: Sent, now: datetime) -> None:
    """Mark an answer as read, or a question as answered."""
    taking_note.mark_seen(by=by, answer_id=answer_id, now=now)


def unseen(by: Actor, answer_id: int, now: datetime) -> None:
    """Undo it."""
    taking_note.mark_unseen(by=by, answer_id=answer_id, now=now)


def resume(by: Actor, answer_id: int, sent: Sent, now: datetime) -> None:
    """Continue after the client asked to hold on."""
    taking_note.resume(by=by, answer_id=answer_id, now=now)


def _rows(person: Person, today: date) -> AnswerQuerySet:
    return queries.with_item(Answer.objects.waiting_for(person)).order_by("at", "pk")


def _on_account(by: Actor, account_id: int, today: date) -> AnswerQuerySet:
    rows = queries.answers_seen_by(by).filter(account=account_id, seen_at=None)
    return queries.with_item(rows).order_by("at", "pk")


def _items(by: Actor, rows: Sequence[Answer], today: date) -> list[Item]:
    sharing_accounts(rows)
    person = person_of(by)
    found = [
        Item(
            id=row.pk,
            version=row.version,
            title=wording.sentence_of(row),
            address=address_with("gate:item", row.item_id),
            account=named(row.account),
            notes=[note for note in (wording.held_note(row), row.words, row.outcome) if note],
            since=_("answered %(day)s") % {"day": formats.day(timezone.localtime(row.held_at or row.at), today)},
            acts=_acts(row) if policy.may_act(person, row) else (),
            open=lazy("Open email"),
            stakes=grown(3 + row.is_held, 2 + row.is_held, weight=weight_of(row.contact)),
            cause=f"email {row.item_id}",
            quote=row.words,
        )
        for row in rows
    ]
    return [
        replace(item, on_contact=replace(item, title=wording.sentence_on_contact(row)))
        for item, row in zip(found, rows, strict=True)
    ]


def _acts(row: Answer) -> tuple[str, ...]:
    if row.is_held:
        return ("resume",)
    return ("answered",) if row.choice == QUESTION else ("seen",)


ANSWERS = Kind(
    key="answers", order=6, todo=ANSWER, icon="message-circle", label=lazy("Answers from clients"),
    label_open=lazy("Answers from the client"), rows=_rows, by_roles=True,
    on_account=_on_account, contact="contact", items=_items,
    label_contact=lazy("Answers from %(name)s"),
    acts={
        "seen": Act(label=lazy("Mark as read"), run=seen, done=lazy("Marked as read."), undo=unseen),
        "answered": Act(label=lazy("Mark as answered"), run=seen, done=lazy("Marked as answered."), undo=unseen),
        "resume": Act(label=lazy("Resume"), run=resume, done=lazy("Resumed.")),
    },
)  # fmt: skip
