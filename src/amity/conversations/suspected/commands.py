"""Keep a suspected record, drop it, and ask about it again."""

from datetime import datetime

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
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refused
from amity.shared.rows.lookup import seen_or_missing


@command
def keep_suspected(*, by: Actor, suspected_id: int, version: int, now: datetime) -> EmailPoint:
    """Record the sentence as what it seems, with the email as its evidence, through the command that notes use."""
    row = _open(by, suspected_id)
    row.expect(version)
    accounts.may_keep(person_of(by), row.account).or_refuse()
    point = EmailPoint(message=row.message)
    make_record(point, of_email(row.message), fields_of(row), by=by, now=now)
    row.state, row.decided_at = KEPT, now
    row.expectation, row.request, row.preference = point.expectation, point.request, point.preference
    row.save()
    trail.record("suspected.kept", subject=row, by=by, at=now, changes={"mark": row.mark})
    return point


def fields_of(row: SuspectedRecord) -> PointFields:
    """Return what the sentence becomes."""
    attitude = attitude_of(row.text) if row.mark == rules.PREFERENCE else ""
    is_promise = row.mark == rules.PROMISE
    return PointFields(
        row.mark, row.text, contact_id=row.contact_id, person_id=row.sender_id if is_promise else None,
        due_on=row.due_on if is_promise else None, attitude=attitude,
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
    """Ask about a sentence again that was dropped."""
    row = asked_of(by, suspected_id, lock=True)
    if row.state != DROPPED:
        raise Refused(_("This wasn’t dropped."))
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
