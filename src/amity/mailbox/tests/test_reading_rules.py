"""Reading a connected mailbox: what came back, Gmail's label Private, added folders, and when to look again."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from amity.gate.releases.commands import release_due
from amity.gate.tests.making import make_contact, submitted
from amity.gate.tests.making import read as item_now
from amity.jobs.registry import actor_of_job
from amity.mailbox.connections import rules, session
from amity.mailbox.connections.models import ReadFolder
from amity.mailbox.connections.session import Heading, Session
from amity.mailbox.reading.folders import _read_batch
from amity.mailbox.reading.thread import _read_once
from amity.mailbox.reading.work import Signals, Work
from amity.mailbox.tests.connected import make_connection
from amity.mailbox.tests.letters import bounce
from amity.mailbox.tests.reading import CLEO, TOKEN, connected, letter, read, subjects
from amity.outbox import sending
from tests.rig.mail_server import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(osprey, mara, settings):
    """Return an item that Dana got."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    item = submitted(osprey, mara, [make_contact(osprey, "Dana")], now=timezone.now())
    release_due(timezone.now)
    sending.deliver(timezone.now)
    return item_now(item)


def without_report(item) -> bytes:
    """Return a bounce as qmail writes it: plain text without a delivery status."""
    return (
        "From: MAILER-DAEMON@mx.client.example\nTo: mara@agency.example\nSubject: failure notice\n"
        "Message-ID: <b2@mx.client.example>\n\n"
        "Hi. This is the qmail-send program at mx.client.example.\n"
        "I'm afraid I wasn't able to deliver your message to the following addresses.\n"
        "This is a permanent error; I've given up. Sorry it didn't work out.\n\n"
        "<dana@client.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n"
        "--- Below this line is a copy of the message.\n\n"
        f"Message-ID: {item.message_id}\nSubject: {item.subject}\n\nHi\n"
    ).encode()


@pytest.mark.parametrize("returned", [bounce, without_report])
def test_an_email_that_came_back_to_a_connected_mailbox_is_not_delivered(
    mara, sent, mail_server, address, returned
):  # fmt: skip
    assert sent.state == "sent"
    mail_server.put(address, returned(sent))

    reading = read(connected(mail_server, mara, address))

    assert (item_now(sent).state, reading.taken) == ("undelivered", 0)


class Labelled:
    """A session with Gmail's labels, which records whose text was read."""

    def __init__(self, raw: bytes, *labels: Sequence[str]) -> None:
        self.raw, self.labels, self.fetched = raw, labels, list[int]()

    def headings(self, uids: Sequence[int]) -> list[Heading]:
        """Return a heading for each email, with its labels."""
        return [Heading(uid, len(self.raw), self.raw, self.labels[uid - 1]) for uid in uids]

    def email(self, uid: int) -> bytes:
        """Return an email, and record that it was read."""
        self.fetched.append(uid)
        return self.raw


@pytest.mark.parametrize("label", ["Private", "private/Bank", "PRIVATE"])
def test_an_email_with_gmails_label_private_is_neither_read_nor_taken(mara, cleo, address, label):
    row = make_connection(mara, now=timezone.now())
    work = Work(row, TOKEN, actor_of_job(mara.pk, mara.name), rules.WHOLE, Signals())
    folder = ReadFolder.objects.create(connection=row, name="All Mail", role=rules.ALL, uidvalidity=1)
    gmail = Labelled(letter(address, "Bank"), ["\\Inbox", label], ["Important"])

    _read_batch(gmail, work, folder, [1])  # type: ignore[arg-type]
    assert (gmail.fetched, subjects()) == ([], [])

    _read_batch(gmail, work, folder, [1, 2])  # type: ignore[arg-type]
    assert (gmail.fetched, subjects()) == ([2], ["Bank"])


class WithoutIdle(Session):
    """A session of a server that can't say by itself that an email has arrived."""

    def __init__(self) -> None:
        self._capabilities = frozenset({"IMAP4REV1"})


def test_without_idle_a_session_waits_as_long_as_it_is_told_or_until_someone_asks(monkeypatch):
    passed = [0.0]
    monkeypatch.setattr("amity.mailbox.connections.session.time.monotonic", lambda: passed[0])
    monkeypatch.setattr(
        "amity.mailbox.connections.session.time.sleep", lambda seconds: passed.__setitem__(0, passed[0] + seconds)
    )

    WithoutIdle().wait(timedelta(seconds=10), lambda: False)
    assert passed == [10.0]

    WithoutIdle().wait(rules.POLL_EVERY, lambda: passed[0] >= 13)
    assert passed == [13.0]


@pytest.mark.parametrize(
    ("can_idle", "has_sent", "longest"),
    [(True, False, rules.IDLE_MOST), (True, True, rules.POLL_EVERY), (False, False, rules.POLL_EVERY)],
)
def test_a_folder_that_idle_does_not_watch_is_looked_at_every_two_minutes(
    mara, mail_server, address, monkeypatch, can_idle, has_sent, longest
):
    mail_server.put(address, letter(address, "One"))
    if has_sent:
        mail_server.put(address, letter(CLEO, "Two", address), folder="Sent")
    row = connected(mail_server, mara, address)
    work = Work(row, TOKEN, actor_of_job(mara.pk, mara.name), rules.WHOLE, Signals())
    waits: list[timedelta] = []
    monkeypatch.setattr(Session, "can_idle", property(lambda _session: can_idle))
    monkeypatch.setattr(Session, "wait", lambda _session, longest, _is_over: waits.append(longest))
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)  # the thread is the test’s own

    login = session.Login(row.user, PASSWORD, rules.PASSWORD)
    with session.opened(row.imap_host, row.imap_port, row.imap_security, login) as opened:
        _read_once(opened, work)

    assert waits == [longest]


def test_an_email_that_a_rule_filed_elsewhere_is_read_once_its_folder_is_added(
    client, mara, cleo, mail_server, address
):  # fmt: skip
    for folder in ("Clients", "Clients/Osprey", "Private"):
        mail_server.put(address, letter(address, f"In {folder}"), folder=folder)
    row = connected(mail_server, mara, address)
    read(row)
    assert subjects() == []
    client.force_login(mara)
    edit = reverse("mailbox:edit_connection", args=[row.pk])
    sent = client.get(edit).context["form"].initial | {"nonce": "n" * 32, "version": row.version}

    refused = client.post(edit, sent | {"more_folders": "Clients/Osprey\nprivate"})
    assert "Remove the folder named Private. Amity never reads it." in refused.text
    saved = client.post(edit, sent | {"more_folders": "Clients/Osprey\nGone\n"})

    assert saved.status_code == 302
    read(row)
    assert subjects() == ["In Clients/Osprey"]
    shown = client.get(reverse("mailbox:connection", args=[row.pk]))
    assert shown.context["not_found"] == ["Gone"]
    assert "Clients/Osprey" in shown.text
