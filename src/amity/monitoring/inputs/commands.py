"""Ask the client for input, send reminders, and mark it as promised, received, late or waived."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit import trail
from amity.charter import queries as charter
from amity.monitoring import policy, rules
from amity.monitoring.changes import ChaseFields, InputFields, InputMove, check_past, put_input
from amity.monitoring.inputs import queries
from amity.monitoring.models import ClientInput, InputChase, InputStep
from amity.monitoring.queries import client_of
from amity.monitoring.wording import INPUT_STATES
from amity.people.queries import person_of
from amity.projects.milestones.commands import move_milestone
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.values import flat, tidied, value_of, write


@command
def ask_input(*, by: Actor, fields: InputFields, now: datetime) -> ClientInput:
    """Record what is needed from the client. Its email leaves through the gate, or a person asks elsewhere.

    Without a named owner, the owner is the person with the duty for client input on the account.
    """
    account, project = client_of(by, project_id=fields.project_id, account_id=fields.account_id)
    policy.may_ask(person_of(by), account, project).or_refuse()
    row = ClientInput(
        account=account,
        project=project,
        state=rules.ASKED,
        added_at=now,
        changed_at=now,
    )
    put_input(row, fields, account, project, timezone.localdate(now))
    if row.owner_id is None:
        manager = project.manager if project else None
        duty = charter.holder(account, "client_input", project_manager=manager, day=timezone.localdate(now))
        row.owner_id = duty.person.pk if duty.person else None
    row.save(force_insert=True)
    _step(row, by, now, before="", note="", named_on=row.due_on)
    trail.record("input.asked", subject=row, by=by, at=now, changes=flat(value_of(row, InputFields)))
    return row


@command
def edit_input(*, by: Actor, input_id: int, version: int, fields: InputFields, now: datetime) -> ClientInput:
    """Change the fields of an outstanding input. Its project or account stays the same."""
    row = _to_change(by, input_id)
    row.expect(version)
    if row.state not in rules.WAITED_FOR:
        raise Refused(_("This request is closed. Ask for it again first."))
    before = flat(value_of(row, InputFields))
    put_input(row, fields, row.account, row.project, timezone.localdate(now))
    row.changed_at = now
    row.save()
    changes = {"before": before, "after": flat(value_of(row, InputFields))}
    trail.record("input.edited", subject=row, by=by, at=now, changes=changes)
    return row


@command
def mark_asked(*, by: Actor, input_id: int, asked_on: date, now: datetime) -> ClientInput:
    """Record that the client was asked by another path than an email from here."""
    row = _to_change(by, input_id)
    if not row.is_to_ask:
        raise Refused(_("The client has already been asked, or the request is closed."))
    check_past(asked_on, "asked_on", timezone.localdate(now))
    row.asked_on, row.changed_at = asked_on, now
    row.version += 1
    row.save()
    trail.record("input.marked_asked", subject=row, by=by, at=now, changes={"asked_on": asked_on})
    return row


@command
def take_back_asked(*, by: Actor, input_id: int, now: datetime) -> ClientInput:
    """Undo that the client was marked as asked, as long as nothing followed."""
    row = _to_change(by, input_id)
    if row.asked_on is None or row.state != rules.ASKED or row.outgoing_id is not None or row.chases.exists():
        raise Refused(_("This is no longer marked as asked, or the client has answered since."))
    row.asked_on, row.changed_at = None, now
    row.version += 1
    row.save()
    trail.record("input.asking_undone", subject=row, by=by, at=now)
    return row


@command
def chase_input(*, by: Actor, input_id: int, fields: ChaseFields, now: datetime) -> InputChase:
    """Record a reminder that the client got by another path: its date and channel."""
    row = _to_change(by, input_id)
    if row.state not in rules.WAITED_FOR:
        raise Refused(_("This request is closed."))
    if row.asked_on is None:
        raise Refused(_("The client hasn’t been asked yet. Record first when you asked."))
    clean = tidied(fields)
    check_past(clean.chased_on, "chased_on", timezone.localdate(now))
    chase = InputChase(input=row, account_id=row.account_id, by_label=by.label, at=now)
    write(clean, chase)
    chase.save(force_insert=True)
    trail.record("input.chased", subject=row, by=by, at=now, changes=flat(clean))
    return chase


@command
def move_input(*, by: Actor, input_id: int, version: int, move: InputMove, now: datetime) -> ClientInput:
    """Change the status of an input.

    *Promised* needs the date, *in* the date received. *Late* needs the cause, and can move the milestone it holds up if
    the actor is allowed to. Waiving it or asking again needs the reason in `note`.
    """
    row = _to_change(by, input_id)
    row.expect(version)
    if not rules.input_may_move(row.state, move.state):
        words = {"before": INPUT_STATES[row.state], "after": INPUT_STATES.get(move.state, move.state)}
        raise Refused(_("An item that is “%(before)s” can’t become “%(after)s”.") % words)
    before, move = row.state, tidied(move)
    _MOVED[move.state](row, by, move, now)
    row.state, row.changed_at = move.state, now
    row.save()
    _step(row, by, now, before=before, note=move.note or move.cause, named_on=_named_day(row, move))
    changes = {"before": before, "after": move.state, "on": move.on, "cause": row.cause, "moved_to": row.moved_to}
    trail.record("input.moved", subject=row, by=by, at=now, changes={**changes, "note": move.note})
    return row


@command
def take_back_received(*, by: Actor, input_id: int, now: datetime) -> ClientInput:
    """Undo that an input was received. It has its earlier status again, and its history no longer shows the receipt."""
    row = _to_change(by, input_id)
    last = row.steps.order_by("-at", "-pk").first()
    if row.state != rules.IN or last is None or last.after != rules.IN:
        raise Refused(_("This is no longer marked as received."))
    row.state, row.received_on, row.changed_at = last.before, None, now
    row.version += 1
    row.save()
    last.delete()
    trail.record("input.receipt_undone", subject=row, by=by, at=now, changes={"after": row.state})
    return row


def _named_day(row: ClientInput, move: InputMove) -> date | None:
    return row.received_on if move.state == rules.IN else move.moved_to or move.on


def _promised(row: ClientInput, by: Actor, move: InputMove, now: datetime) -> None:
    if move.on is None:
        raise Invalid(_("Enter the date they promised it by."), "on")
    row.promised_on, row.asked_on = move.on, row.asked_on or timezone.localdate(now)


def _came(row: ClientInput, by: Actor, move: InputMove, now: datetime) -> None:
    row.received_on = move.on or timezone.localdate(now)
    check_past(row.received_on, "on", timezone.localdate(now))


def _late(row: ClientInput, by: Actor, move: InputMove, now: datetime) -> None:
    if row.asked_on is None:
        raise Refused(_("The client hasn’t been asked yet. Record first when you asked."))
    row.cause = move.cause
    if not row.cause:
        raise Invalid(_("Enter the cause. It is shown next to the date that moved."), "cause")
    if move.moved_to is None:
        return
    if row.milestone is None:
        row.moved_from, row.moved_to = row.due_on, move.moved_to
        return
    row.moved_from, row.moved_to = row.milestone.due_on, move.moved_to
    move_milestone(by=by, milestone_id=row.milestone.pk, due_on=move.moved_to, now=now)


def _with_a_reason(row: ClientInput, by: Actor, move: InputMove, now: datetime) -> None:
    if not move.note:
        raise Invalid(_("Enter the reason, in one sentence."), "note")
    row.received_on = None


_MOVED = {
    rules.ASKED: _with_a_reason,
    rules.PROMISED: _promised,
    rules.IN: _came,
    rules.LATE: _late,
    rules.WAIVED: _with_a_reason,
}


def _to_change(by: Actor, input_id: int) -> ClientInput:
    row = queries.input_seen_by(by, input_id, lock=True)
    policy.may_change_input(person_of(by), row).or_refuse()
    return row


def _step(row: ClientInput, by: Actor, now: datetime, *, before: str, note: str, named_on: date | None) -> None:
    InputStep(
        input=row, account_id=row.account_id, at=now, by_label=by.label, before=before, after=row.state, note=note,
        named_on=named_on,
    ).save(force_insert=True)  # fmt: skip
