"""Add and change a risk, an issue or a roadblock, and change its status."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit import trail
from amity.monitoring import policy, rules
from amity.monitoring.changes import EntryFields, EntryMove, put_entry
from amity.monitoring.models import RegisterEntry, RegisterStep
from amity.monitoring.queries import place_of
from amity.monitoring.risks import queries
from amity.monitoring.wording import ENTRY_STATES
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.refs import Ref
from amity.shared.values import flat, tidied, value_of


@command
def add_entry(*, by: Actor, fields: EntryFields, now: datetime, origin: Ref | None = None) -> RegisterEntry:
    """Add an entry to the risks and blockers. `origin` is what it was raised in, such as a hand-off."""
    account, project = place_of(by, project_id=fields.project_id, account_id=fields.account_id)
    policy.may_add(person_of(by), account, project).or_refuse()
    entry = RegisterEntry(
        account=account, project=project, raised_on=timezone.localdate(now), state=rules.OPEN, origin=str(origin or ""),
        added_at=now, changed_at=now,
    )  # fmt: skip
    put_entry(entry, fields)
    entry.save(force_insert=True)
    _step(entry, by, now, before="", note="")
    trail.record("register.added", subject=entry, by=by, at=now, changes=flat(value_of(entry, EntryFields)))
    return entry


@command
def edit_entry(*, by: Actor, entry_id: int, version: int, fields: EntryFields, now: datetime) -> RegisterEntry:
    """Change the fields of an entry. Its project or account stays the same. A closed one must be reopened first."""
    entry = _to_change(by, entry_id, version)
    if entry.state == rules.CLOSED:
        raise Refused(_("This is closed. Reopen it first."))
    before = flat(value_of(entry, EntryFields))
    put_entry(entry, fields)
    entry.changed_at = now
    entry.save()
    changes = {"before": before, "after": flat(value_of(entry, EntryFields))}
    trail.record("register.edited", subject=entry, by=by, at=now, changes=changes)
    return entry


@command
def move_entry(*, by: Actor, entry_id: int, version: int, move: EntryMove, now: datetime) -> RegisterEntry:
    """Change the status of an entry.

    Closing needs the outcome, responding the action, and escalating the person and reason.
    """
    entry = _to_change(by, entry_id, version)
    if not rules.entry_may_move(entry.state, move.state):
        words = {"before": ENTRY_STATES[entry.state], "after": ENTRY_STATES.get(move.state, move.state)}
        raise Refused(_("An item that is “%(before)s” can’t become “%(after)s”.") % words)
    note = tidied(move).note
    if not note and not (move.state == rules.RESPONDING and entry.response):
        raise Invalid(_ask(move.state), "note")
    before, entry.state, entry.changed_at = entry.state, move.state, now
    if move.state == rules.CLOSED:
        entry.outcome = note
    elif move.state == rules.RESPONDING and note:
        entry.response = note
    elif move.state == rules.OPEN:
        entry.outcome = ""
    entry.save()
    _step(entry, by, now, before=before, note=note)
    changes = {"before": before, "after": move.state, "note": note}
    trail.record("register.moved", subject=entry, by=by, at=now, changes=changes)
    return entry


def _ask(state: str) -> str:
    return {
        rules.CLOSED: _("Enter the outcome."),
        rules.RESPONDING: _("Enter what is being done about it."),
        rules.ESCALATED: _("Enter who it goes to, and why."),
    }.get(state, _("Enter the reason, in one sentence."))


def _to_change(by: Actor, entry_id: int, version: int) -> RegisterEntry:
    entry = queries.entry_seen_by(by, entry_id, lock=True)
    policy.may_change_entry(person_of(by), entry).or_refuse()
    if entry.conflict_id is not None:
        raise Refused(_("This is the conflict of an expectation. Change it there."))
    entry.expect(version)
    return entry


def _step(entry: RegisterEntry, by: Actor, now: datetime, *, before: str, note: str) -> None:
    RegisterStep(entry=entry, at=now, by_label=by.label, before=before, after=entry.state, note=note).save(
        force_insert=True
    )
