"""What left through the gate is filed in its author's Sent folder, on a real IMAP server: once, whatever happens."""

import threading
import time
from datetime import timedelta

import pytest
from django.core.mail import get_connection
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from amity.gate.releases.commands import release
from amity.gate.tests.making import make_contact, submitted
from amity.mailbox.connections.session import Session
from amity.mailbox.filing import sent
from amity.mailbox.filing.page import loaded
from amity.mailbox.tests.connected import internal_hosts
from amity.mailbox.tests.reading import address, connected
from amity.outbox import filing, hooks, sending
from amity.outbox.hooks import NotFiled
from amity.outbox.models import Message
from tests.builders import acting
from tests.rig.forks import fork
from tests.rig.patience import wait_for

__all__ = ["address", "internal_hosts"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def smtp(settings, monkeypatch):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    monkeypatch.setattr(hooks, "own_server", [lambda _message: get_connection()])


@pytest.fixture
def mailbox(mara, mail_server, address):
    """Connect Mara's mailbox, which has a Sent folder."""
    mara.mail = address
    mara.save()
    client = mail_server.mailbox(address)
    client.create("Sent")
    client.logout()
    return connected(mail_server, mara, address)


@pytest.fixture
def item(mara, osprey, mailbox):
    """Release an email to two contacts, whose links aren't for its author."""
    people = [make_contact(osprey, "Dana"), make_contact(osprey, "Ravi")]
    item = submitted(osprey, mara, people, now=timezone.now(), subject="Station banner", asks_approval=True)
    release(item_id=item.pk, now=timezone.now())
    return item


def ahead(minutes):
    """Return a clock that is ahead."""
    return lambda: timezone.now() + timedelta(minutes=minutes)


def work(clock=timezone.now):
    """Send and file what is due, as two threads of a worker do."""
    sending.deliver(clock)
    filing.file_accepted(clock)


def filed(server, address):
    """Return the emails of the Sent folder."""
    client = server.mailbox(address)
    client.select("Sent", readonly=True)
    _kind, found = client.search(None, "ALL")
    raws = [client.fetch(number.decode(), "(BODY.PEEK[])")[1][0][1] for number in found[0].split()]
    client.logout()
    return raws


def test_one_copy_for_all_recipients_and_no_ones_link(item, mail_server, address, mailoutbox):
    work()
    work()

    [raw] = filed(mail_server, address)
    assert item.message_id.encode() in raw
    assert b"Dana" in raw
    assert b"/a/" not in raw
    assert set(Message.objects.values_list("filing", flat=True)) == {"filed"}
    assert len(mailoutbox) == 2


def test_a_worker_killed_after_it_filed_files_no_second_copy(item, mail_server, address, tmp_path):
    process = fork(hang_after_filing, tmp_path)
    wait_for((tmp_path / "filed").exists, "the copy is in the folder")
    process.kill()
    process.join()
    assert not Message.objects.filter(filing="filed").exists()
    for minutes in (10, 20):
        work(ahead(minutes))

    assert len(filed(mail_server, address)) == 1
    assert set(Message.objects.values_list("filing", flat=True)) == {"filed"}


def hang_after_filing(folder):
    """Hang once the copy is in the folder, before that is recorded."""
    put = sent._put

    def hang(session, message):
        put(session, message)
        (folder / "filed").touch()
        time.sleep(60)

    sent._put = hang
    work()


def test_a_mailbox_that_cannot_be_reached_is_asked_again_later(item, mail_server, address, monkeypatch, mailoutbox):
    with monkeypatch.context() as patch:
        patch.setattr(Session, "folders", lambda _self: (_ for _ in ()).throw(OSError()))
        work()
    assert (len(mailoutbox), filed(mail_server, address)) == (2, [])
    work(ahead(10))

    assert len(filed(mail_server, address)) == 1
    assert len(mailoutbox) == 2


def test_without_a_mailbox_there_is_nothing_to_file(item, mara, mailbox):
    mailbox.delete()
    work()

    assert set(Message.objects.values_list("filing", flat=True)) == {"none"}
    assert loaded(acting(mara), [item.pk])[item.pk].sentence.endswith("no connected mailbox with a Sent folder.")


def test_a_folder_that_hangs_delays_no_email_and_the_page_shows_what_became_of_the_copy(
    item, mara, client, mailoutbox, monkeypatch
):
    began, ends = threading.Event(), threading.Event()

    def hang(_message):
        began.set()
        ends.wait(20)
        raise NotFiled("unreached")

    monkeypatch.setattr(hooks, "filing", [hang])
    sending.deliver()
    assert loaded(acting(mara), [item.pk])[item.pk].label == "Being filed"
    thread = threading.Thread(target=file_in_thread)
    thread.start()
    assert began.wait(10)
    another = submitted(item.account, mara, now=timezone.now())
    release(item_id=another.pk, now=timezone.now())
    sending.deliver()
    assert len(mailoutbox) == 3
    ends.set()
    thread.join()

    client.force_login(mara)
    page = client.get(reverse("gate:item", args=[item.pk])).content.decode()
    assert "Being retried" in page
    assert "can’t be reached" in page


def file_in_thread():
    filing.file_accepted(most=1)
    connections.close_all()
