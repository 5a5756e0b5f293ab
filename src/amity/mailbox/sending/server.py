"""The SMTP server of an email's author, as the outbox uses a connection: guarded, and logged in before it is used."""

import logging
from contextlib import ExitStack
from typing import Final

from django.core.mail.backends.smtp import EmailBackend
from django.utils import timezone

from amity.gate.models import Item
from amity.mailbox.connections import dial, rules
from amity.mailbox.connections.faults import REFUSALS, Fault
from amity.mailbox.connections.logins import stored_login
from amity.mailbox.connections.models import Connection
from amity.mailbox.connections.queries import own_mailbox
from amity.mailbox.connections.session import log_in_to_send
from amity.mailbox.sending import state
from amity.outbox.hooks import NotOpened
from amity.outbox.models import Message

log = logging.getLogger("amity.mailboxes")
ANSWER_SECONDS: Final = 30
"""How long to wait for an answer once the login worked. What is accepted may be scanned before."""


def server_for(message: Message) -> "OwnServer | None":
    """Return the server of the mailbox that an email was frozen with, or None if it is no longer connected."""
    author_id = Item.objects.filter(pk=message.release_id or 0).values_list("author_id", flat=True).first()
    row = own_mailbox(author_id or 0, message.sender)
    return OwnServer(row) if row is not None else None


class OwnServer(EmailBackend):
    """A connection to the SMTP server of a mailbox. What goes wrong before the login worked is `NotOpened`."""

    def __init__(self, row: Connection) -> None:
        super().__init__(use_tls=False, use_ssl=False, fail_silently=False)
        self._row, self._stack = row, ExitStack()

    def open(self) -> bool:
        """Connect and log in. A mailbox that failed within the last minute isn't asked again."""
        if self.connection is not None:
            return False
        if self._row.paused_at is not None:
            raise self._not_opened("is paused")
        if (failed := state.failed_just_now(self._row.reading, timezone.now())) is not None:
            raise self._refused(failed)
        try:
            self._connect()
        except Fault as fault:
            state.record(self._row.pk, fault.code, timezone.now())
            raise self._refused(fault.code) from fault
        except Exception as fault:
            log.exception("mailbox %s couldn't be asked to send", self._row.pk)
            raise self._refused(rules.BROKEN) from fault
        state.record(self._row.pk, "", timezone.now())
        return True

    def close(self) -> None:
        """Take leave of the server. Whatever it answers, what was accepted stays accepted."""
        self.connection = None
        try:
            self._stack.close()
        except Fault:
            return

    def _connect(self) -> None:
        row = self._row
        login = stored_login(row)
        with ExitStack() as opening:
            server = opening.enter_context(dial.smtp(row.smtp_host, row.smtp_port, row.smtp_security))
            log_in_to_send(server, login)
            if server.sock is not None:
                server.sock.settimeout(ANSWER_SECONDS)
            self._stack, self.connection = opening.pop_all(), server

    def _refused(self, code: str) -> NotOpened:
        return self._not_opened(f"can't send ({code})", lasting=code in REFUSALS)

    def _not_opened(self, why: str, *, lasting: bool = False) -> NotOpened:
        return NotOpened(f"the mailbox {self._row.address} {why}", lasting=lasting)
