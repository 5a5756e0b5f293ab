"""Make records from the words of emails."""

from datetime import datetime

from amity.accounts import policy as accounts
from amity.audit import trail
from amity.conversations.emails.models import EmailPoint
from amity.conversations.notes.fields import PointFields
from amity.conversations.notes.origins import of_email
from amity.conversations.notes.points import make_record
from amity.mailbox.messages.queries import message_seen_by
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command


@command
def add_email_point(*, by: Actor, email_id: int, point: PointFields, now: datetime) -> EmailPoint:
    """Make a record from words of an email, with the email as its evidence."""
    message = message_seen_by(by, email_id, lock=True)
    accounts.may_keep(person_of(by), message.account).or_refuse()
    row = EmailPoint(message=message)
    clean = make_record(row, of_email(message), point, by=by, now=now)
    changes = {"mark": clean.mark, "text": clean.text}
    trail.record("email.became", subject=message.thread, by=by, at=now, changes=changes)
    return row
