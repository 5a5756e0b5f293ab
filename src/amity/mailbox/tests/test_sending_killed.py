"""Real workers and the author's own mail server: killed anywhere, each recipient gets one email or it is unknown."""

import time

import pytest
from django.utils import timezone

from amity.gate.tests.making import make_contact, submitted
from amity.gate.tests.test_killed import hang_after_sending, kill, later, release_all, work
from amity.mailbox.sending.server import OwnServer
from amity.mailbox.tests.sending import agency, mailbox, own
from amity.outbox.models import Message
from tests.rig.forks import fork
from tests.rig.patience import wait_for

__all__ = ["agency", "mailbox", "own"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.hammer]
PEOPLE = ("Dana", "Ravi")


@pytest.fixture
def item(mara, osprey, mailbox, agency):
    """Submit an email to two contacts, which leaves by Mara's mailbox."""
    return submitted(osprey, mara, [make_contact(osprey, name) for name in PEOPLE], now=timezone.now())


def states():
    """Return the states of all emails, by recipient."""
    return dict(Message.objects.values_list("name", "state"))


def all_once(own, agency):
    """Return whether each recipient got one email from the author's server, and the agency's sent none."""
    return (states(), len(own.arrived), agency.arrived) == (dict.fromkeys(PEOPLE, "sent"), 2, [])


def test_killed_before_the_login_it_is_unknown(item, own, agency, tmp_path):
    process = fork(hang_before_login, tmp_path)
    wait_for((tmp_path / "opening").exists, "the worker is about to log in")
    kill(process)
    later()

    # Its claim was written before, so only a person can tell what became of the first one.
    assert sorted(states().values()) == ["sent", "unknown"]
    assert (len(own.arrived), agency.arrived) == (1, [])


def hang_before_login(folder):
    """Hang before the worker logs in."""

    def hang(_self):
        (folder / "opening").touch()
        time.sleep(60)

    OwnServer.open = hang  # type: ignore[method-assign]
    work()


def test_killed_after_the_release_the_next_one_sends_it(item, own, agency):
    process = fork(hang_before_sending)
    wait_for(lambda: Message.objects.filter(state="waiting").count() == 2, "the item is released")
    kill(process)
    later()
    later()

    assert all_once(own, agency)


def hang_before_sending():
    release_all()
    time.sleep(60)


def test_killed_while_the_server_has_the_text_it_is_unknown(item, own, agency):
    own.after_data = lambda handler, _envelope: time.sleep(1)
    process = fork(work)
    assert own.seen.wait(30)
    kill(process)
    own.after_data = None
    later()
    later()

    found = states()
    assert sorted(found.values()) == ["sent", "unknown"]
    assert (len(own.arrived) <= 2, agency.arrived) == (True, [])


def test_killed_after_the_server_accepted_it_is_unknown(item, own, agency, tmp_path):
    process = fork(hang_after_sending, tmp_path)
    wait_for((tmp_path / "accepted").exists, "the server has accepted")
    kill(process)
    later()
    later()

    assert sorted(states().values()) == ["sent", "unknown"]
    assert (len(own.arrived), agency.arrived) == (2, [])


def test_several_workers_at_once_send_it_once(item, own, agency):
    crew = [fork(work) for _number in range(3)]
    for process in crew:
        process.join(60)

    assert all_once(own, agency)
