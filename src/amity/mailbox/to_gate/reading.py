"""What colleagues write to the mailbox of *Going out*, as it is read over IMAP."""

import logging
from collections.abc import Sequence

from django.db import Error

from amity.mailbox.bounces.rules import looks_bounced
from amity.mailbox.connections.rules import SENT
from amity.mailbox.connections.session import Heading, Session
from amity.mailbox.messages.parsing import Unreadable, read_mail
from amity.mailbox.messages.vouching import Profile
from amity.mailbox.reading.work import Work
from amity.mailbox.to_gate.commands import receive
from amity.people.models import Person

log = logging.getLogger("amity.mailboxes")


def read_to_gate(session: Session, work: Work, role: str, headings: Sequence[Heading], most_bytes: int) -> None:
    """Take what active colleagues wrote to the mailbox. An email that is read again is taken once."""
    row = work.connection
    if row.gate_since is None or role == SENT:
        return
    senders = {heading.uid: _sender(heading, work) for heading in headings if heading.size <= most_bytes}
    ours = _ours({sender for sender in senders.values() if sender})
    profile = Profile(row.provider, row.imap_host)
    for heading in headings:
        if senders.get(heading.uid, "") not in ours or looks_bounced(heading.raw):
            continue
        raw = session.email(heading.uid)
        if raw is not None:
            _take(raw, profile, work)


def _take(raw: bytes, profile: Profile, work: Work) -> None:
    try:
        receive(raw, profile=profile, now=work.now())
    except Error:
        raise
    except Exception:
        log.exception("an email to Going out could not be taken")


def _sender(heading: Heading, work: Work) -> str:
    try:
        sender = read_mail(heading.raw, work.now(), headers_only=True).envelope.sender
    except Unreadable:
        return ""
    return sender.address.lower() if sender else ""


def _ours(addresses: set[str]) -> set[str]:
    """Return which addresses are of active colleagues."""
    if not addresses:
        return set()
    known = Person.objects.filter(is_active=True).exclude(mail="").exclude(mail=None)
    return addresses & {mail.lower() for mail in known.values_list("mail", flat=True) if mail}
