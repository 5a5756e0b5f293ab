"""Reading a mailbox in a test, as its thread does."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from amity.accounts.models import Contact
from amity.mailbox.connections.models import Connection, Reading
from amity.mailbox.connections.session import Session
from amity.mailbox.models import Message
from amity.mailbox.reading import claims
from amity.mailbox.reading.thread import read_mailbox
from amity.mailbox.reading.work import Signals
from amity.mailbox.tests.connected import make_connection, on_server
from tests.rig.mail_server import MailServer, email

CLEO = "cleo@osprey.example"
TOKEN = "t" * 32


@pytest.fixture
def cleo(osprey) -> Contact:
    """Create a contact with an address."""
    return Contact.objects.create(account=osprey, name="Cleo", mail=CLEO)


@pytest.fixture
def address(request) -> str:
    """Return an address that no other test uses, since the server keeps its mailboxes."""
    return f"{abs(hash(request.node.nodeid))}@halden.example"


def connected(server: MailServer, person, address: str, **values) -> Connection:
    """Connect a mailbox now, on the clock of the test."""
    return make_connection(person, on_server(server, address, **values), now=timezone.now())


def read(row: Connection) -> Reading:
    """Read a mailbox once, as its thread does, and stop where it would wait."""
    signals = Signals()
    assert claims.claim(row.pk, TOKEN, timezone.now())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Session, "wait", lambda *_given: signals.stop.set())
        patch.setattr(connections, "close_all", lambda: None)  # the thread is the test’s own
        read_mailbox(row.pk, TOKEN, signals)
    return Reading.objects.get(connection=row)


def letter(to: str, subject: str, sender: str = CLEO, **headers) -> bytes:
    """Return an email of an hour ago."""
    return email(sender, to, subject, at=timezone.now() - timedelta(hours=1), **headers)


def subjects() -> list[str]:
    """Return the subjects of all emails taken."""
    return sorted(Message.objects.values_list("subject", flat=True))


def noted(monkeypatch: pytest.MonkeyPatch, method: str) -> list[Any]:
    """Return a list that gets what a method of sessions is called with."""
    found: list[Any] = []
    really = getattr(Session, method)

    def act(session: Session, given: Any) -> Any:
        found.append(given)
        return really(session, given)

    monkeypatch.setattr(Session, method, act)
    return found
