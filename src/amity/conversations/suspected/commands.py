"""Keep a suspected record, drop it, and ask about it again."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from amity.accounts import policy as accounts
from amity.audit import trail
from amity.conversations import rules
from amity.conversations.emails.models import EmailPoint
from amity.conversations.notes.fields import PointFields
from amity.conversations.notes.origins import of_email
from amity.conversations.notes.points import make_record
from amity.conversations.suspected.models import DROPPED, KEPT, OPEN, SuspectedRecord
from amity.conversations.suspected.recognition import attitude_of
from amity.conversations.suspected.undoing import take_back
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refused
from amity.shared.rows.lookup import seen_or_missing


@dataclass(frozen=True, slots=True)
class PromiseChoice:
    """What can be changed before a promise is kept: its due date, and who promised it."""

    due_on: date | None = None
    person_id: int | None = None


@command
def keep_suspected(
    *, by: Actor, suspected_id: int, version: int, now: datetime, promise: PromiseChoice | None = None
) -> EmailPoint:
    """Record the sentence as what it seems, with the email as its evidence, through the command that notes use.

    Without `promise`, a promise has the date and the person that the email suggests.
    """
    row = _open(by, suspected_id)
    row.expect(version)
    accounts.may_keep(person_of(by), row.account).or_refuse()
    point = EmailPoint(message=row.message)
    make_record(point, of_email(row.message), fields_of(row, promise or found_in(row)), by=by, now=now)
    row.state, row.decided_at = KEPT, now
    row.expectation, row.request, row.preference = point.expectation, point.request, point.preference
    row.save()
    trail.record("suspected.kept", subject=row, by=by, at=now, changes={"mark": row.mark})
    return point


def found_in(row: SuspectedRecord) -> PromiseChoice:
    """Return what the email suggests for a promise: the date in it, and who sent it."""
    return PromiseChoice(row.due_on, row.sender_id)


def fields_of(row: SuspectedRecord, promise: PromiseChoice) -> PointFields:
    """Return what the sentence becomes."""
    attitude = attitude_of(row.text) if row.mark == rules.PREFERENCE else ""
    is_promise = row.mark == rules.PROMISE
    return PointFields(
        row.mark, row.text, contact_id=row.contact_id, person_id=promise.person_id if is_promise else None,
        due_on=promise.due_on if is_promise else None, attitude=attitude,
    )  # fmt: skip


@command
def drop_suspected(*, by: Actor, suspected_id: int, version: int, now: datetime) -> SuspectedRecord:
    """Record that a sentence isn't what it seems."""
    row = _open(by, suspected_id)
    row.expect(version)
    row.state, row.decided_at = DROPPED, now
    row.save()
    trail.record("suspected.dropped", subject=row, by=by, at=now)
    return row


@command
def ask_again(*, by: Actor, suspected_id: int, now: datetime) -> None:
    """Undo a decision: ask about a sentence again. The record of one that was kept is taken back."""
    row = asked_of(by, suspected_id, lock=True)
    if row.state == OPEN:
        raise Refused(_("This wasn’t decided yet."))
    if row.state == KEPT:
        accounts.may_keep(person_of(by), row.account).or_refuse()
        take_back(row, by=by, now=now)
    row.state, row.decided_at = OPEN, None
    row.version += 1
    row.save()
    trail.record("suspected.reopened", subject=row, by=by, at=now)


def asked_of(by: Actor, suspected_id: int, *, lock: bool = False) -> SuspectedRecord:
    """Return a sentence that the actor is or was asked about, or raise `NotSeen`."""
    rows = SuspectedRecord.objects.filter(asked=by.person_id).select_related("message__thread", "account__manager")
    return seen_or_missing(rows, suspected_id, _("Not found."), lock=lock)


def _open(by: Actor, suspected_id: int) -> SuspectedRecord:
    row = asked_of(by, suspected_id, lock=True)
    if row.state != OPEN:
        raise Refused(_("This was already decided."))
    return row
