"""What the gate asks: by which mailbox an author's emails leave, and whether that can send."""

import logging
import threading
from typing import Final

from django.db import connections
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.gate.hooks import Sender
from amity.mailbox.connections import rules
from amity.mailbox.connections.faults import Fault
from amity.mailbox.connections.logins import stored_login
from amity.mailbox.connections.models import Connection
from amity.mailbox.connections.queries import own_mailbox
from amity.mailbox.connections.session import check_sending
from amity.mailbox.connections.wording import sentence_of
from amity.mailbox.sending import state

log = logging.getLogger("amity.mailboxes")
MOST_SECONDS: Final = 5.0
"""How long a person waits for the mail server before it counts as not reached."""


def own_sender(author_id: int, address: str) -> Sender | None:
    """Return the mailbox of an author with an address, or the one that isn't paused and that new emails leave by."""
    row = own_mailbox(author_id, address)
    if row is None:
        return None
    if row.paused_at is not None:
        return Sender(row.address, _("It is paused."))
    return Sender(row.address, sentence_of(state.trouble(row.reading, timezone.now())))


def own_page() -> str:
    """Return the address of the page on which people connect their own mailbox."""
    return reverse("mailbox:own_mailboxes")


def ask_sender(author_id: int, address: str) -> None:
    """Log in to send if the last login was refused, and record what came of it. At most once a minute, in a thread.

    The thread ends by the limits of its own connection. Who asks waits five seconds at most.
    """
    row, now = own_mailbox(author_id, address), timezone.now()
    if row is None or row.paused_at is not None or state.is_fresh(row.reading, now):
        return
    if not state.trouble(row.reading, now):
        return
    state.record(row.pk, rules.UNREACHED, now)
    thread = threading.Thread(target=_try, args=(row,), name=f"sender {row.pk}", daemon=True)
    thread.start()
    thread.join(MOST_SECONDS)


def _try(row: Connection) -> None:
    code = ""
    try:
        check_sending(row.smtp_host, row.smtp_port, row.smtp_security, stored_login(row))
    except Fault as fault:
        code = fault.code
    except Exception:
        log.exception("mailbox %s couldn't be asked whether it can send", row.pk)
        code = rules.BROKEN
    finally:
        state.record(row.pk, code, timezone.now())
        connections.close_all()
