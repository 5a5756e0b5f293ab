"""Real workers against a real mail server: killed before, during and after the email, it arrives once or is unknown."""

import os
import signal
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from amity.gate.bundles.commands import bundle
from amity.gate.models import Item
from amity.gate.releases import commands
from amity.gate.tests.making import make_contact, read, submitted
from amity.outbox import filing, hooks, sending
from amity.outbox import rules as outgoing
from amity.outbox.models import Message
from tests.builders import acting
from tests.rig.forks import fork
from tests.rig.patience import wait_for
from tests.rig.smtp_server import HOST, Inbox, serving

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.hammer]


@pytest.fixture
def inbox(settings):
    handler = Inbox()
    with serving(handler) as port:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = HOST, port, 20
        yield handler


@pytest.fixture
def item(mara, osprey):
    return submitted(osprey, mara, now=timezone.now())


def release_all():
    commands.release_due(timezone.now)


def work():
    """Release, send and file what is due, as a worker does."""
    release_all()
    sending.deliver()
    filing.file_accepted()


def later():
    """Let the next worker run after the claim of a dead one has lapsed."""
    clock = in_future(seconds=(outgoing.CLAIM_LASTS + timedelta(minutes=1)).total_seconds())
    sending.deliver(clock)
    filing.file_accepted(clock)


def in_future(**span):
    """Return a clock that is ahead."""
    return lambda: timezone.now() + timedelta(**span)


def kill(process):
    os.kill(process.pid, signal.SIGKILL)
    process.join()


def outcome(item):
    message = Message.objects.get()
    return read(item).state, message.state


def test_a_healthy_server_gets_it_once_and_its_reply_is_kept(inbox, item):
    work()
    work()

    assert outcome(item) == ("sent", "sent")
    assert len(inbox.arrived) == 1
    assert Message.objects.get().reply == "250 2.0.0 queued as 7"


def test_a_worker_killed_before_it_talks_to_the_server_leaves_the_email_to_the_next(inbox, item):
    process = fork(hang_before_sending)
    wait_for(lambda: Message.objects.filter(state="waiting").exists(), "the item is released")
    kill(process)
    later()

    assert (outcome(item), len(inbox.arrived)) == (("sent", "sent"), 1)


def hang_before_sending():
    release_all()
    time.sleep(60)


def test_a_worker_killed_while_the_server_has_the_text_leaves_it_unknown(inbox, item):
    inbox.after_data = lambda handler, _envelope: time.sleep(1)
    process = fork(work)
    assert inbox.seen.wait(30)
    kill(process)
    inbox.after_data = None
    later()
    later()

    assert outcome(item) == ("undelivered", "unknown")
    assert len(inbox.arrived) <= 1


def test_a_worker_killed_after_the_server_accepted_leaves_it_unknown(inbox, item, tmp_path):
    process = fork(hang_after_sending, tmp_path)
    wait_for((tmp_path / "accepted").exists, "the server has accepted")
    kill(process)
    later()
    later()

    assert outcome(item) == ("undelivered", "unknown")
    assert len(inbox.arrived) == 1


def hang_after_sending(folder):
    """Hang after the server's reply, before it is recorded."""

    def hang(message, now, **values):
        (folder / "accepted").touch()
        time.sleep(60)

    sending._end = hang
    work()


def test_a_worker_killed_between_accepted_and_filed_files_later_and_sends_nothing(inbox, item, tmp_path):
    process = fork(hang_before_filing, tmp_path)
    wait_for((tmp_path / "accepted").exists, "the server has accepted")
    kill(process)
    assert Message.objects.get().filing == ""
    later()

    assert (outcome(item), len(inbox.arrived)) == (("sent", "sent"), 1)
    assert Message.objects.get().filing == "none"


def hang_before_filing(folder):
    """Hang once it is recorded that the server accepted."""

    def hang(message, now):
        (folder / "accepted").touch()
        time.sleep(60)

    filing._file = hang
    work()


@pytest.fixture(params=["email", "bundle"])
def outgoing_item(request, mara, osprey):
    """Return an email, or a bundle of two for the same person."""
    if request.param == "email":
        return submitted(osprey, mara, now=timezone.now())
    dana, later_on = make_contact(osprey), timezone.now() + timedelta(hours=1)
    parts = [submitted(osprey, mara, [dana], now=timezone.now(), send_at=later_on) for _number in range(2)]
    made = bundle(by=acting(mara), read=[(part.pk, part.digest) for part in parts], now=timezone.now())
    Item.objects.filter(pk=made.pk).update(goes_at=timezone.now())
    return made


def test_a_worker_killed_while_it_files_files_later_and_sends_nothing(inbox, outgoing_item, tmp_path, monkeypatch):
    process = fork(hang_while_filing, tmp_path)
    wait_for((tmp_path / "filing").exists, "the email is being filed")
    kill(process)
    monkeypatch.setattr(hooks, "filing", [lambda _message: True])
    later()
    later()

    assert (outcome(outgoing_item), len(inbox.arrived)) == (("sent", "sent"), 1)
    assert Message.objects.get().filing == "filed"


def hang_while_filing(folder):
    """Hang while the Sent folder is asked."""

    def hang(_message):
        (folder / "filing").touch()
        time.sleep(60)

    hooks.filing[:] = [hang]
    work()


def test_a_filing_that_fails_is_tried_again_and_sends_nothing(inbox, outgoing_item, monkeypatch):
    tried: list[int] = []

    def fails(message):
        tried.append(message.pk)
        raise OSError

    monkeypatch.setattr(hooks, "filing", [fails])
    work()
    work()
    assert (len(tried), Message.objects.get().filing) == (1, "")
    for days in range(1, 10):
        filing.file_accepted(in_future(days=days))

    assert (outcome(outgoing_item), len(inbox.arrived)) == (("sent", "sent"), 1)
    assert (len(tried), Message.objects.get().filing) == (7, "failed")


def test_a_connection_that_breaks_after_the_text_is_unknown_and_not_tried_again(inbox, item):
    inbox.after_data = lambda _handler, _envelope: "break"
    work()
    inbox.after_data = None
    later()

    assert (outcome(item), inbox.arrived) == (("undelivered", "unknown"), [])


def test_a_connection_that_breaks_before_the_text_is_tried_again(inbox, item):
    inbox.at_recipient = lambda _session: "421 4.3.2 closing"
    work()
    assert outcome(item) == ("released", "waiting")
    inbox.at_recipient = None
    later()

    assert (outcome(item), len(inbox.arrived)) == (("sent", "sent"), 1)


@pytest.mark.parametrize("step", ["at_recipient", "after_data"])
def test_a_temporary_refusal_is_tried_again_and_arrives_once(inbox, item, step):
    setattr(inbox, step, lambda *_given: "451 4.7.1 greylisted")
    work()
    assert outcome(item) == ("released", "waiting")
    setattr(inbox, step, None)
    later()

    assert (outcome(item), len(inbox.arrived)) == (("sent", "sent"), 1)


def test_a_lasting_refusal_is_not_delivered(inbox, item):
    inbox.at_recipient = lambda *_given: "550 5.1.1 no such user"
    work()
    later()

    assert (outcome(item), inbox.arrived) == (("undelivered", "failed"), [])


def test_two_workers_at_once_send_it_once(inbox, item):
    crew = [fork(work) for _number in range(3)]
    for process in crew:
        process.join(60)

    assert (outcome(item), len(inbox.arrived)) == (("sent", "sent"), 1)
