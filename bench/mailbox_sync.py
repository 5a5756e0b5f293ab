"""Run in one place: emails a minute from an IMAP server, and the memory before and after. Prints JSON.

The server is that of the tests, in a process of its own. Its time counts on the clock, not as processor time.
"""

import json
import sys
import tempfile
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Final

import django

django.setup()

from django.utils import timezone

from amity.mailbox.connections import rules
from amity.mailbox.connections.commands import Secret, connect_mailbox
from amity.mailbox.connections.fields import MailboxFields
from amity.mailbox.connections.models import Connection
from amity.mailbox.connections.session import Session
from amity.mailbox.models import Message
from amity.mailbox.reading import claims
from amity.mailbox.reading.thread import read_mailbox
from amity.mailbox.reading.work import Signals
from amity.people.models import Person
from amity.people.queries import actor_for
from bench.mailbox import emails_of_account, found, megabytes, seeded
from tests.rig.mail_server import PASSWORD, MailServer, running_server

WARM: Final = 100
"""Emails that are read first: what is loaded once doesn't count."""
DOMAIN: Final = "sync.example"
TOKEN: Final = "b" * 32


def main(emails: int) -> None:
    """Connect a mailbox, read what arrived in it, and print the rate and the memory."""
    reader = seeded(timezone.now(), DOMAIN)
    with tempfile.TemporaryDirectory() as folder, running_server(Path(folder)) as server:
        row = _connected(reader, server)
        raws = emails_of_account(WARM + emails, DOMAIN)
        _read(server, row, islice(raws, WARM))
        before, known = megabytes(), Message.objects.count()
        seconds, used = _read(server, row, raws)
        taken = Message.objects.count() - known
        print(json.dumps(found(taken, seconds=seconds, used=used, before=before)))


def _connected(person: Person, server: MailServer) -> Connection:
    fields = MailboxFields(
        f"emails@{DOMAIN}", imap_host=server.host, imap_port=server.imap_port, imap_security=rules.PLAIN,
        smtp_host=server.host, smtp_port=server.smtp_port, smtp_security=rules.PLAIN,
    )  # fmt: skip
    secret = Secret(rules.PASSWORD, PASSWORD)
    return connect_mailbox(
        by=actor_for(person, "cli"), fields=fields, secret=secret, account_id=None, now=timezone.now()
    )


def _read(server: MailServer, row: Connection, raws: Iterable[bytes]) -> tuple[float, float]:
    """Put emails into the mailbox and read it as its thread does, to where it would wait. Return both times."""
    server.put(row.address, *raws)
    signals = Signals()
    Session.wait = lambda *_given: signals.stop.set()  # type: ignore[method-assign]
    if not claims.claim(row.pk, TOKEN, timezone.now()):
        raise RuntimeError("The mailbox is read by another process.")
    began, processor = time.perf_counter(), time.process_time()
    read_mailbox(row.pk, TOKEN, signals)
    return time.perf_counter() - began, time.process_time() - processor


if __name__ == "__main__":
    main(int(sys.argv[1]))
