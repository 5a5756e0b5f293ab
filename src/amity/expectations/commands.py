"""Record a client's expectation or a promise, correct it, and change its state. Each change is saved as a step."""

from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.evidence import NO_EVIDENCE, Evidence, checked_evidence
from amity.accounts.models import Account
from amity.accounts.queries import account_seen_by
from amity.audit import trail
from amity.expectations import hooks, policy, queries, rules
from amity.expectations.changes import DATE_IT, STATE_IT, ExpectationFields, Move, image, put
from amity.expectations.models import Expectation, ExpectationStep
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.values import tidied, value_of, write


@command
def record_expectation(*, by: Actor, account_id: int, fields: ExpectationFields, now: datetime) -> Expectation:
    """Record what a client contact expects, or what a colleague promised them. It starts as open."""
    account = account_seen_by(by, account_id)
    policy.may_record(person_of(by), account).or_refuse()
    return record(by=by, account=account, fields=fields, now=now)


def record(*, by: Actor, account: Account, fields: ExpectationFields, now: datetime) -> Expectation:
    """Record an expectation inside another part's command, which has checked its own permissions."""
    expectation = Expectation(account=account, state=rules.OPEN, added_at=now, changed_at=now)
    put(expectation, fields, now)
    expectation.save(force_insert=True)
    _step(expectation, by, now, before="", statement_before="", evidence=value_of(expectation, Evidence))
    trail.record("expectation.recorded", subject=expectation, by=by, at=now, changes=image(expectation))
    return expectation


@command
def edit_expectation(
    *, by: Actor, expectation_id: int, version: int, fields: ExpectationFields, now: datetime
) -> Expectation:
    """Correct an expectation that was recorded wrongly. If the client now expects something else, that is a reset."""
    expectation = _to_change(by, expectation_id, version)
    _change(expectation, fields, by, now)
    return expectation


def recorded_to_change(expectation_id: int) -> Expectation:
    """Return an expectation, its row locked, for a command that has checked its own permissions."""
    return Expectation.objects.select_for_update(of=("self",)).get(pk=expectation_id)


def change_recorded(expectation: Expectation, *, by: Actor, fields: ExpectationFields, now: datetime) -> None:
    """Correct a locked expectation. If it already has these fields, it stays unchanged."""
    if value_of(expectation, ExpectationFields) != fields:
        expectation.version += 1
        _change(expectation, fields, by, now)


def _change(expectation: Expectation, fields: ExpectationFields, by: Actor, now: datetime) -> None:
    before, statement = image(expectation), expectation.statement
    put(expectation, fields, now)
    expectation.changed_at = now
    expectation.save()
    hooks.fields_changed(expectation)
    if expectation.statement != statement:
        _step(expectation, by, now, before=expectation.state, statement_before=statement, evidence=NO_EVIDENCE)
    changes = {"before": before, "after": image(expectation)}
    trail.record("expectation.edited", subject=expectation, by=by, at=now, changes=changes)


def withdraw_recorded(expectation: Expectation, *, by: Actor, now: datetime) -> None:
    """Delete an expectation that was just recorded. The audit log still has it. Refused once it has a history."""
    moved = expectation.steps.exclude(before="").exclude(before=F("after"))
    if moved.exists() or expectation.conflicts.exists():
        raise Refused(_("This now has a history. Edit it on its own page."))
    trail.record("expectation.withdrawn", subject=expectation, by=by, at=now, changes=image(expectation))
    expectation.delete()


@command
def move_expectation(*, by: Actor, expectation_id: int, version: int, move: Move, now: datetime) -> Expectation:
    """Change the state of an expectation.

    *At risk* and *missed* need a reason. *Aligned* and *reset* need the client's confirmation: who, when and where.
    """
    expectation = _to_change(by, expectation_id, version)
    if not rules.may_move(expectation.state, move.state):
        words = {"before": queries.STATES[expectation.state], "after": queries.STATES.get(move.state, move.state)}
        raise Refused(_("An expectation that is “%(before)s” can’t become “%(after)s”.") % words)
    clean = tidied(move)
    if clean.state in rules.NEED_A_REASON and not clean.note:
        raise Invalid(_("Enter what happened, in one sentence."), "note")
    before, statement, account = expectation.state, expectation.statement, expectation.account
    due = expectation.promised_until
    needed = clean.state in rules.NEED_THEIR_WORD
    evidence = checked_evidence(account, clean.evidence, today=timezone.localdate(now), needed=needed)
    if clean.state == rules.RESET:
        _reset(expectation, clean, evidence)
    expectation.state, expectation.changed_at = move.state, now
    expectation.save()
    _step(expectation, by, now, before=before, statement_before=statement, evidence=evidence, note=clean.note)
    changes: dict[str, Any] = {"before": before, "after": move.state, "note": clean.note}
    changes["statement"] = expectation.statement
    if expectation.promised_until != due:
        changes["promised_until"] = {"before": due, "after": expectation.promised_until}
    trail.record("expectation.moved", subject=expectation, by=by, at=now, changes=changes)
    return expectation


def _reset(expectation: Expectation, move: Move, evidence: Evidence) -> None:
    """Write what was agreed instead: the statement, the due date of a promise, and the date of an expected one."""
    new_date = move.promised_until if expectation.kind in rules.DATED else None
    if not move.statement and not new_date:
        raise Invalid(str(STATE_IT), "statement")
    if expectation.kind == rules.DATE and not (new_date or expectation.promised_until):
        raise Invalid(str(DATE_IT), "promised_until")
    expectation.statement = move.statement or expectation.statement
    expectation.promised_until = new_date or expectation.promised_until
    write(evidence, expectation)
    hooks.fields_changed(expectation)


def _to_change(by: Actor, expectation_id: int, version: int) -> Expectation:
    expectation = queries.expectation_seen_by(by, expectation_id, lock=True)
    policy.may_change(person_of(by), expectation).or_refuse()
    expectation.expect(version)
    return expectation


def _step(
    expectation: Expectation, by: Actor, now: datetime, *, before: str, statement_before: str, evidence: Evidence,
    note: str = "",
) -> None:  # fmt: skip
    step = ExpectationStep(
        expectation=expectation, account_id=expectation.account_id, at=now, by_label=by.label, before=before,
        after=expectation.state, statement_before=statement_before, statement_after=expectation.statement, note=note,
        promised_until=expectation.promised_until,
    )  # fmt: skip
    write(evidence, step)
    step.save(force_insert=True)
