"""File an accepted email in its author's Sent folder, once: a copy that is there already is left as it is.

Nothing is sent here. Several recipients of an item share one Message-ID, and one copy.
"""

import logging
from email.utils import format_datetime

from django.utils import timezone

from amity.gate.models import Item
from amity.gate.wording import with_link_named
from amity.mailbox.connections import rules
from amity.mailbox.connections.faults import Fault
from amity.mailbox.connections.logins import stored_login
from amity.mailbox.connections.queries import own_mailbox
from amity.mailbox.connections.session import Session, opened
from amity.outbox import rules as outgoing
from amity.outbox.composing import composed
from amity.outbox.hooks import NotFiled
from amity.outbox.models import Message

log = logging.getLogger("amity.mailboxes")


def file(message: Message) -> bool:
    """File an email. Return False if its author has no mailbox or no Sent folder. Raise `NotFiled` to try again."""
    item = Item.objects.filter(pk=message.release_id or 0).first()
    row = own_mailbox(item.author_id, message.sender) if item else None
    if row is None or row.paused_at is not None:
        return False
    if Message.objects.filter(release_id=message.release_id, filing=outgoing.FILED).exists():
        return True
    if row.reading.next_try_at is not None and row.reading.next_try_at > timezone.now():
        raise NotFiled(row.reading.fault or rules.UNREACHED)
    try:
        with opened(row.imap_host, row.imap_port, row.imap_security, stored_login(row)) as session:
            return _put(session, message)
    except Fault as fault:
        log.info("mail %s isn't filed yet (%s)", message.pk, fault.code)
        raise NotFiled(fault.code) from fault


def _put(session: Session, message: Message) -> bool:
    folder = rules.sent_folder(session.folders())
    if not folder:
        return False
    session.open(folder)
    if not session.has_email(message.message_id):
        session.append(folder, _copy(message), message.sent_at or timezone.now())
    return True


def _copy(message: Message) -> bytes:
    """Return the email as its recipients got it, without the personal link of one of them."""
    email = composed(message, None)
    email.body = with_link_named(message.body)
    email.extra_headers["Date"] = format_datetime(message.sent_at or timezone.now())
    return email.message().as_bytes()
