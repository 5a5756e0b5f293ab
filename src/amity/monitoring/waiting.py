"""Client input: what someone follows up, late ones among what waits for them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from amity.accounts.covers.prefetch import covers_along
from amity.accounts.of_person import of_covered_manager, of_handled_accounts
from amity.accounts.waiting import named, naming_contact
from amity.gate import rules as gate
from amity.gate.models import Item as Outgoing
from amity.monitoring import policy, rules
from amity.monitoring.changes import InputMove
from amity.monitoring.inputs import sending
from amity.monitoring.inputs.commands import mark_asked, move_input, take_back_asked, take_back_received
from amity.monitoring.inputs.queries import INPUT, is_on_client_pages
from amity.monitoring.models import ClientInput, InputChase, InputQuerySet, is_late
from amity.monitoring.risks.waiting import RISKS
from amity.monitoring.wording import NOT_ASKED
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.rows.among import any_of
from amity.ui import formats
from amity.ui.links import address_with
from amity.waiting import kinds
from amity.waiting.kinds import (
    Act,
    Awaited,
    Item,
    Kind,
    Message,
    Sent,
    days_late,
    headline_of,
    late_headline,
    sharing_accounts,
)
from amity.waiting.stakes import grown
from amity.waiting.todos import CHASE

RECEIVED, REMIND, SEND, ASKED = "received", "remind", "send", "asked"
ASK_AGAIN: Final = timedelta(days=3)
"""A late input waits for the client this long after a reminder. Then it is the reader's turn again."""


def register() -> None:
    """Register client input, and risks and blockers."""
    kinds.register(INPUTS)
    kinds.register(RISKS)


def mark_received(by: Actor, input_id: int, sent: Sent, now: datetime) -> None:
    """Mark an input as received today."""
    move = InputMove(rules.IN, on=person_of(by).day_of(now))
    move_input(by=by, input_id=input_id, version=sent.version, move=move, now=now)


def undo_received(by: Actor, input_id: int, now: datetime) -> None:
    """Undo it."""
    take_back_received(by=by, input_id=input_id, now=now)


def send_email(by: Actor, input_id: int, sent: Sent, now: datetime) -> None:
    """Send the client the request or a reminder through its lane."""
    sending.send_now(by=by, input_id=input_id, now=now)


def take_back_email(by: Actor, input_id: int, now: datetime) -> None:
    """Withdraw the email that hasn't left yet."""
    sending.withdraw_newest(by, input_id, now)


def asked_today(by: Actor, input_id: int, sent: Sent, now: datetime) -> None:
    """Record that the client was asked today, by another path."""
    mark_asked(by=by, input_id=input_id, asked_on=person_of(by).day_of(now), now=now)


def undo_asked(by: Actor, input_id: int, now: datetime) -> None:
    """Undo it."""
    take_back_asked(by=by, input_id=input_id, now=now)


def _waited_for(*ways: Q) -> InputQuerySet:
    """Return what clients owe, in one of these ways if any are given."""
    rows = ClientInput.objects.filter(state__in=rules.WAITED_FOR)
    rows = (any_of(rows, *ways) if ways else rows).annotate(reminded_on=Max("chases__chased_on"))
    rows = rows.annotate(is_on_client_pages=is_on_client_pages())
    rows = rows.select_related("account__manager", "project__account__manager", "contact", "line", "milestone", "owner")
    return rows.prefetch_related(covers_along("account")).order_by("due_on", "pk")


def _followed_by(person: Person) -> InputQuerySet:
    """Return what it's the person's turn to ask for again: as its owner, or without one as they handle the account."""
    unowned = Q(of_handled_accounts(person), owner=None)
    return _waited_for(Q(owner=person), of_covered_manager(person, "owner"), unowned)


def _late(person: Person, today: date) -> "QuerySet[ClientInput]":
    """Return what the client is late with, and what no one has asked them for yet."""
    return _followed_by(person).filter(is_late(today) | Q(asked_on=None)).exclude(_was_reminded(today))


def _was_reminded(today: date) -> Q:
    """Whether the client was reminded in the last days, or will be by an email in *Going out*."""
    lately = InputChase.objects.filter(input=OuterRef("pk"), chased_on__gt=today - ASK_AGAIN)
    return Q(Exists(lately)) | Q(_is_going_out())


def _is_going_out() -> Exists:
    going = (*gate.WAITING, *gate.GOING)
    return Exists(Outgoing.objects.filter(subject_kind=INPUT, subject_id=OuterRef("pk"), state__in=going))


def _on_account(by: Actor, account_id: int, today: date) -> "QuerySet[ClientInput]":
    rows = _waited_for().filter(account=account_id).annotate(is_going_out=_is_going_out())
    return rows.visible_to(person_of(by))


def _items(by: Actor, rows: Sequence[ClientInput], today: date) -> list[Item]:
    sharing_accounts(rows)
    for row in rows:
        if row.project and row.project.account_id == row.account_id:
            row.project.account = row.account
    return [_item(by, row, today) for row in rows]


def _item(by: Actor, row: ClientInput, today: date) -> Item:
    if row.is_to_ask:
        return _to_ask(by, row, today)
    late, is_theirs = row.late_on(today), _is_clients_turn(row, today)
    message = _message(by, row) if late and not is_theirs else None
    asks = late and not message and not is_theirs
    reminded = getattr(row, "reminded_on", None)
    notes = [_("reminded %(day)s") % {"day": formats.day(reminded, today)}] if reminded else []
    return replace(
        _plain(by, row, late),
        headline=late_headline(row.what, late),
        lead=naming_contact(by, _("Asked of %(who)s"), row.contact, row.account),
        notes=[*notes, *_going_out(row), *_on_client_pages(row), *_notes(row)],
        days_late=late,
        acts=_acts(by, row, REMIND if message else "", RECEIVED),
        open=_("Record a reminder") if asks else "",
        form=address_with("monitoring:chase_input", row.pk) if asks and _may_change(by, row) else "",
        message=message,
        measure=late,
    )


def _to_ask(by: Actor, row: ClientInput, today: date) -> Item:
    """Return what no one has asked the client for yet. That is ours, so the client isn't late."""
    message = None if _is_going(row) else _message(by, row)
    item = replace(
        _plain(by, row, days_late(row.due_on, today)),
        headline=headline_of(row.what, str(NOT_ASKED)),
        lead=naming_contact(by, _("Not asked of %(who)s yet"), row.contact, row.account) or str(NOT_ASKED),
        repeats_lead=True,
        notes=[*_going_out(row), *_notes(row)],
        acts=_acts(by, row, SEND if message else "", ASKED),
        message=message,
    )
    return replace(item, on_contact=replace(item, lead=str(NOT_ASKED)))


def _plain(by: Actor, row: ClientInput, days: int) -> Item:
    """Return what all items have. Their stakes grow by the days since the due date or since the client is late."""
    return Item(
        id=row.pk,
        version=row.version,
        title=row.what,
        address=address_with("monitoring:client_input", row.pk),
        account=named(row.account),
        notes=_notes(row),
        due=row.due_on,
        stakes=grown(2, 3, days_late=days, weight=int(bool(row.milestone_id))),
        cause=f"project {row.project_id}" if row.project_id else "",
    )


def _notes(row: ClientInput) -> list[str]:
    blocked = row.milestone.name if row.milestone else row.line.title if row.line else ""
    notes = (_("Blocks %(what)s") % {"what": blocked} if blocked else "", row.project.name if row.project else "")
    return [note for note in notes if note]


def _is_clients_turn(row: ClientInput, today: date) -> bool:
    """Return whether the client was reminded in the last days, or an email to them is in *Going out*."""
    reminded = getattr(row, "reminded_on", None)
    return _is_going(row) or (reminded is not None and reminded > today - ASK_AGAIN)


def _is_going(row: ClientInput) -> bool:
    return getattr(row, "is_going_out", False)


def _going_out(row: ClientInput) -> list[str]:
    return [_("email in Going out")] if _is_going(row) else []


def _on_client_pages(row: ClientInput) -> list[str]:
    """Return that the client can't find it on their pages, because no email from here has asked for it."""
    return [] if getattr(row, "is_on_client_pages", True) or _is_going(row) else [_("not on the client’s pages")]


def _message(by: Actor, row: ClientInput) -> Message | None:
    person = person_of(by)
    return sending.message_to(row, person.name) if sending.may_send(person, row) else None


def _may_change(by: Actor, row: ClientInput) -> bool:
    return bool(policy.may_change_input(person_of(by), row))


def _acts(by: Actor, row: ClientInput, email: str, answer: str) -> tuple[str, ...]:
    """Return the email that can be sent, if any, and what an actor who may change the input can record."""
    return (*((email,) if email else ()), *((answer,) if _may_change(by, row) else ()))


def _awaited_rows(person: Person, today: date) -> "QuerySet[ClientInput]":
    return _followed_by(person).filter(asked_on__isnull=False).filter(~is_late(today) | _was_reminded(today))


def _awaited(person: Person, rows: Sequence[ClientInput]) -> list[Awaited]:
    return [
        Awaited(
            title=row.what,
            who=row.contact.name if row.contact else row.account.name,
            subject=row.account.name,
            address=address_with("monitoring:client_input", row.pk),
            due=row.due_on,
            is_client=True,
        )
        for row in rows
    ]


def _finding(items: Sequence[Item], total: int) -> str:
    """How late the input is."""
    late = [item for item in items if item.days_late]
    if not late:
        return ""
    oldest = max(item.days_late for item in late)
    if len(late) == 1:
        sentence = ngettext("One client input is %(days)s day late.", "One client input is %(days)s days late.", oldest)
        return sentence % {"days": oldest}
    sentence = ngettext(
        "%(count)s client inputs are late, the oldest by %(days)s day.",
        "%(count)s client inputs are late, the oldest by %(days)s days.",
        oldest,
    )
    return sentence % {"count": len(late), "days": oldest}


INPUTS = Kind(
    key="input", order=30, todo=CHASE, icon="hourglass", label=lazy("Client input"),
    label_contact=lazy("We need this from %(name)s"), only_names_contact=True, finding=_finding,
    rows=_late, by_roles=True, words=lazy("chase late remind reminder"),
    late=is_late, on_account=_on_account, contact="contact", items=_items, measured="days", opens_with=True,
    acts={
        REMIND: Act(
            label=lazy("Send reminder"), run=send_email, undo=take_back_email,
            done=lazy("Reminder submitted to Going out."),
        ),
        SEND: Act(
            label=lazy("Send request"), run=send_email, undo=take_back_email,
            done=lazy("Request submitted to Going out."),
        ),
        ASKED: Act(
            label=lazy("Mark as asked"), run=asked_today, undo=undo_asked,
            done=lazy("Input marked as asked today."),
        ),
        RECEIVED: Act(
            label=lazy("Mark as received"), run=mark_received, undo=undo_received,
            done=lazy("Input marked as received."),
        ),
    },
    awaited_rows=_awaited_rows, awaited=_awaited,
)  # fmt: skip
