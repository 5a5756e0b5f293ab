"""A mail server that accepts connections and then says nothing: no one waits for it, and no email is sent twice."""

import socket
import threading
from contextlib import suppress
from datetime import timedelta

import pytest
from django.utils import timezone

from amity.jobs import rules
from amity.jobs.models import Job, Ticked
from amity.jobs.queries import last_beat
from amity.outbox import commands, sending
from amity.outbox.models import Message
from tests.rig.patience import PATIENCE, wait_for

pytestmark = pytest.mark.hammer
GREETINGS = (b"220 x ESMTP\r\n", b"250 x\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go on\r\n")


class StalledServer:
    """An SMTP server that answers so many times, receives everything, and stays silent after that."""

    def __init__(self, answers):
        self.answers, self.connections, self.pieces = answers, [], {}
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                connection, _address = self.listener.accept()
            except OSError:
                return
            self.connections.append(connection)
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection):
        pieces = self.pieces[connection] = []
        with suppress(OSError):  # the client, or the end of the test, closes it
            for number, answer in enumerate(self.answers):
                connection.sendall(answer)
                if number == len(self.answers) - 1:
                    break
                pieces.append(connection.recv(65536))
            while data := connection.recv(65536):
                pieces.append(data)

    def received(self, subject):
        """Return how many emails with this subject have arrived."""
        text = b"\n".join(b"".join(pieces) for pieces in list(self.pieces.values()))
        return text.count(f"Subject: {subject}".encode())

    def close(self):
        for opened in (*self.connections, self.listener):
            opened.close()


@pytest.fixture
def stalled(settings):
    """Return a function that starts a server and makes it Amity's."""
    servers = []

    def start(answers=(), patience=3 * PATIENCE):
        server = StalledServer(answers)
        servers.append(server)
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, patience
        return server

    yield start
    for server in servers:
        server.close()


def mail_to(person, subject):
    return commands.queue(audience="staff", kind="k", to=person.mail, subject=subject, body="Hello", now=timezone.now())


def test_neither_pages_nor_jobs_wait_for_a_server_that_stalls(instance, mara, stalled, queue):
    server = stalled()
    mail_to(mara, "one")
    with instance.web(), instance.worker():
        wait_for(lambda: server.connections, "the worker reaches the mail server")
        asked = instance.ask("POST", "/api/v1/entries", {})
        assert instance.log_time("while it stalls") == 201
        number, now = queue(3), timezone.now()
        Ticked.objects.filter(name=rules.WORKER).update(at=now - timedelta(hours=1))
        wait_for(lambda: Job.objects.get(pk=number).state == "done", "a job is done while the server stalls")
        wait_for(lambda: (last_beat() or now) > now, "the worker records that it runs")

        assert asked[0] == 422
        assert Message.objects.get(subject="one").state == "sending"


def test_a_server_that_never_greets_is_asked_once_a_round(mara, stalled, transactional_db):
    server = stalled(patience=0.2)
    for subject in ("one", "two", "three"):
        mail_to(mara, subject)
    sending.deliver()

    wait_for(lambda: server.connections, "the server notices the connection")
    assert len(server.connections) == 1
    assert list(Message.objects.order_by("pk").values_list("state", "attempts")) == [
        ("waiting", 1), ("waiting", 0), ("waiting", 0),
    ]  # fmt: skip


def test_an_email_that_may_have_been_sent_is_not_sent_again(mara, stalled, transactional_db):
    server = stalled(GREETINGS, patience=2)
    mail_to(mara, "one")
    mail_to(mara, "two")
    sending.deliver()
    first = list(Message.objects.order_by("pk").values_list("subject", "state"))
    sending.deliver()

    assert first == [("one", "unknown"), ("two", "waiting")]
    wait_for(lambda: server.received("two") == 1, "the second email arrives")
    assert server.received("one") == 1
    assert list(Message.objects.values_list("state", flat=True)) == ["unknown", "unknown"]
