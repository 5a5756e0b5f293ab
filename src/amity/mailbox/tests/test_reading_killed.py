"""A process that reads mailboxes is killed while it reads: the next one goes on, and no email is there twice."""

import os
import signal
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from amity.accounts.models import Contact
from amity.mailbox.connections.models import Reading
from amity.mailbox.connections.session import Session
from amity.mailbox.models import Message
from amity.mailbox.reading import folders
from amity.mailbox.reading.supervisor import Supervisor
from amity.mailbox.tests.connected import make_connection, on_server
from tests.rig.forks import fork
from tests.rig.mail_server import email
from tests.rig.patience import wait_for

pytestmark = [pytest.mark.hammer, pytest.mark.django_db(transaction=True)]
NUMBER = 30


def test_a_killed_process_loses_nothing_and_repeats_nothing(mara, osprey, mail_server, monkeypatch):
    Contact.objects.create(account=osprey, name="Cleo", mail="cleo@osprey.example")
    address, now = f"killed-{os.getpid()}@halden.example", timezone.now()
    mail_server.put(
        address, *(email("cleo@osprey.example", address, f"Number {number}", at=now) for number in range(NUMBER))
    )
    monkeypatch.setattr(folders, "BATCH", 5)
    make_connection(mara, on_server(mail_server, address), now=now)

    first = fork(_read_slowly)
    wait_for(lambda: Message.objects.count() >= 10, "two batches are taken")
    assert first.pid is not None
    os.kill(first.pid, signal.SIGKILL)
    first.join()
    connections.close_all()
    assert Reading.objects.get().token != ""
    assert Message.objects.count() < NUMBER

    Reading.objects.update(beat_at=timezone.now() - timedelta(minutes=1))  # as if a minute had passed
    second = fork(_read)
    try:
        wait_for(lambda: Reading.objects.get().last_read_at is not None, "the next process has read the rest")
    finally:
        second.kill()
        second.join()
        connections.close_all()
    assert sorted(Message.objects.values_list("subject", flat=True)) == sorted(f"Number {n}" for n in range(NUMBER))


def _read() -> None:
    Supervisor().run(lambda: False)


def _read_slowly() -> None:
    """Read as `amity mailboxes` does, from a server that takes half a second for each batch of headers."""
    import time

    really = Session.headings

    def slow(session: Session, uids: object) -> object:
        time.sleep(0.5)
        return really(session, uids)  # type: ignore[arg-type]

    Session.headings = slow  # type: ignore[method-assign,assignment]
    _read()
