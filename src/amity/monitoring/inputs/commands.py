"""Ask the client for something, chase it, and say that it is promised, in, late or waived."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.charter import queries as charter
from amity.monitoring import policy, rules
from amity.monitoring.changes import ChaseFields, InputFields, InputMove, put_input
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
    """Record what was requested from the client. Amity sends no email: a person asked.

    Without a named owner, the owner is the person with the duty for client input on the account.
    """
    account, project = client_of(by, project_id=fields.project_id, account_id=fields.account_id)
    policy.may_ask(person_of(by), account, project).or_refuse()
    one = ClientInput(
        account=account, project=project, asked_on=now.date(), state=rules.ASKED, added_at=now, changed_at=now
    )
    put_input(one, fields, account, project)
    if one.owner_id is None:
        manager = project.manager if project else None
        duty = charter.holder(account, "client_input", project_manager=manager, day=now.date())
        one.owner_id = duty.person.pk if duty.person else None
    one.save(force_insert=True)
    _step(one, by, now, before="", note="", named_on=one.due_on)
    trail.record("input.asked", subject=one, by=by, at=now, changes=flat(value_of(one, InputFields)))
    return one


@command
def edit_input(*, by: Actor, input_id: int, version: int, fields: InputFields, now: datetime) -> ClientInput:
    """Change the fields of an outstanding input. Its project or account stays the same."""
    one = _to_change(by, input_id)
    one.expect(version)
    if one.state not in rules.WAITED_FOR:
        raise Refused(_("This request is closed. Ask for it again first."))
    before = flat(value_of(one, InputFields))
    put_input(one, fields, one.account, one.project)
    one.changed_at = now
    one.save()
    changes = {"before": before, "after": flat(value_of(one, InputFields))}
    trail.record("input.edited", subject=one, by=by, at=now, changes=changes)
    return one


@command
def chase_input(*, by: Actor, input_id: int, fields: ChaseFields, now: datetime) -> InputChase:
    """Write down that someone was asked again, how, and on which day."""
    row = _to_change(by, input_id)
    if row.state not in rules.WAITED_FOR:
        raise Refused(_("This request is closed."))
    kept = tidied(fields)
    if kept.chased_on > now.date():
        raise Invalid(_("The date can’t be in the future."), "chased_on")
    chase = InputChase(input=row, by_label=by.label, at=now)
    write(kept, chase)
    chase.save(force_insert=True)
    trail.record("input.chased", subject=row, by=by, at=now, changes=flat(kept))
    return chase


@command
def move_input(*, by: Actor, input_id: int, version: int, move: InputMove, now: datetime) -> ClientInput:
    """Say how an input stands.

    *Promised* says until when, *in* since when, *late* why, and to which day the milestone it holds up goes: that one
    is moved along, by who may. Waiving it and asking again say why in `note`.
    """
    one = _to_change(by, input_id)
    one.expect(version)
    if not rules.input_may_move(one.state, move.state):
        words = {"before": INPUT_STATES[one.state], "after": INPUT_STATES.get(move.state, move.state)}
        raise Refused(_("An item that is “%(before)s” can’t become “%(after)s”.") % words)
    before, move = one.state, tidied(move)
    _MOVED[move.state](one, by, move, now)
    one.state, one.changed_at = move.state, now
    one.save()
    _step(one, by, now, before=before, note=move.note or move.cause, named_on=move.moved_to or move.on)
    changes = {"before": before, "after": move.state, "on": move.on, "cause": one.cause, "moved_to": one.moved_to}
    trail.record("input.moved", subject=one, by=by, at=now, changes={**changes, "note": move.note})
    return one


def _promised(one: ClientInput, by: Actor, move: InputMove, now: datetime) -> None:
    if move.on is None:
        raise Invalid(_("Enter the date they promised it by."), "on")
    one.promised_on = move.on


def _came(one: ClientInput, by: Actor, move: InputMove, now: datetime) -> None:
    one.received_on = move.on or now.date()
    if one.received_on > now.date():
        raise Invalid(_("The date can’t be in the future."), "on")


def _late(one: ClientInput, by: Actor, move: InputMove, now: datetime) -> None:
    one.cause = move.cause
    if not one.cause:
        raise Invalid(_("Enter the cause. It is shown next to the date that moved."), "cause")
    if move.moved_to is None:
        return
    if one.milestone is None:
        one.moved_from, one.moved_to = one.due_on, move.moved_to
        return
    one.moved_from, one.moved_to = one.milestone.due_on, move.moved_to
    move_milestone(by=by, milestone_id=one.milestone.pk, due_on=move.moved_to, now=now)


def _with_a_reason(one: ClientInput, by: Actor, move: InputMove, now: datetime) -> None:
    if not move.note:
        raise Invalid(_("Enter the reason, in one sentence."), "note")
    one.received_on = None


_MOVED = {
    rules.ASKED: _with_a_reason,
    rules.PROMISED: _promised,
    rules.IN: _came,
    rules.LATE: _late,
    rules.WAIVED: _with_a_reason,
}


def _to_change(by: Actor, input_id: int) -> ClientInput:
    one = queries.input_seen_by(by, input_id, lock=True)
    policy.may_change_input(person_of(by), one).or_refuse()
    return one


def _step(one: ClientInput, by: Actor, now: datetime, *, before: str, note: str, named_on: date | None) -> None:
    InputStep(input=one, at=now, by_label=by.label, before=before, after=one.state, note=note, named_on=named_on).save(
        force_insert=True
    )
