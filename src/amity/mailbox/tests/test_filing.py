"""What left through the gate is filed in its author's Sent folder, on a real IMAP server: once, whatever happens."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from amity.gate.releases.commands import release
from amity.gate.tests.making import make_contact, submitted
from amity.mailbox.connections.session import Session
from amity.mailbox.filing import sent
from amity.mailbox.tests.connected import internal_hosts
from amity.mailbox.tests.reading import address, connected
from amity.outbox import sending
from amity.outbox.models import Message
from tests.rig.forks import fork
from tests.rig.patience import wait_for

__all__ = ["address", "internal_hosts"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def smtp(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


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


def filed(server, address):
    """Return the emails of the Sent folder."""
    client = server.mailbox(address)
    client.select("Sent", readonly=True)
    _kind, found = client.search(None, "ALL")
    raws = [client.fetch(number.decode(), "(BODY.PEEK[])")[1][0][1] for number in found[0].split()]
    client.logout()
    return raws


def test_one_copy_for_all_recipients_and_no_ones_link(item, mail_server, address, mailoutbox):
    sending.deliver()
    sending.deliver()

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
        sending.deliver(ahead(minutes))

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
    sending.deliver()


def test_a_mailbox_that_cannot_be_reached_is_asked_again_later(item, mail_server, address, monkeypatch, mailoutbox):
    with monkeypatch.context() as patch:
        patch.setattr(Session, "folders", lambda _self: (_ for _ in ()).throw(OSError()))
        sending.deliver()
    assert (len(mailoutbox), filed(mail_server, address)) == (2, [])
    sending.deliver(ahead(10))

    assert len(filed(mail_server, address)) == 1
    assert len(mailoutbox) == 2


def test_without_a_mailbox_there_is_nothing_to_file(item, mailbox):
    mailbox.delete()
    sending.deliver()

    assert set(Message.objects.values_list("filing", flat=True)) == {"none"}
