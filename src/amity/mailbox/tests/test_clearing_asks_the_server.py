"""What a mailbox that may not be able to send means for who clears."""

import threading

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from amity.gate.decisions.commands import clear
from amity.gate.models import Item
from amity.gate.tests.making import read, submitted
from amity.mailbox.connections.models import Reading
from amity.mailbox.sending import senders
from amity.mailbox.tests.sending import MARA, agency, mailbox, own, refuse_login
from amity.people.tokens.commands import make_token
from amity.shared.errors import Refused
from tests.builders import acting

__all__ = ["agency", "mailbox", "own"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def held(mara, osprey, tim, mailbox, agency):
    """Return an item of Mara's that waits to be cleared."""
    item = submitted(osprey, mara, now=timezone.now())
    Item.objects.filter(pk=item.pk).update(state="held", goes_at=None)
    return read(item)


def test_a_mailbox_whose_login_works_is_not_asked(held, own, mara):
    clear(by=acting(mara), item_id=held.pk, digest=held.digest, now=timezone.now())

    assert (read(held).state, own.logins) == ("cleared", 0)


def test_a_refused_mailbox_is_asked_and_cleared_if_it_can_send(held, own, mara, mailbox):
    refuse_login(mailbox)
    clear(by=acting(mara), item_id=held.pk, digest=held.digest, now=timezone.now())

    assert (read(held).state, own.logins) == ("cleared", 1)


def test_what_cannot_be_sent_is_not_cleared_and_the_reason_is_beside_the_button(
    held, own, client: Client, mara, mailbox
):
    refuse_login(mailbox)
    own.secret = "changed"
    client.force_login(mara)
    for _time in range(2):
        answer = client.post(reverse("gate:clear", args=[held.pk]), {"digest": held.digest})

    assert answer.status_code == 403
    assert f"The mailbox {MARA} can’t send. The server refuses this user name and password. Nothing was sent." in (
        answer.text
    )
    now = read(held)
    assert (now.state, now.version, now.steps.filter(verb="clear").exists()) == ("held", held.version, False)
    assert own.logins == 1


def test_the_api_refuses_with_the_same_reason_and_answers_with_the_sender(held, own, client: Client, mara, mailbox):
    refuse_login(mailbox)
    own.secret = "changed"
    now = timezone.now()
    token = make_token(by=acting(mara), name="x", scopes=["read", "setup:write"], days=1, now=now).secret
    headers = {"Authorization": f"Bearer {token}"}
    place = f"/api/v1/outgoing/{held.pk}"
    answer = client.post(
        f"{place}/clear", {"digest": held.digest}, content_type="application/json", headers=headers
    )  # fmt: skip

    assert (answer.status_code, read(held).state, own.logins) == (403, "held", 1)
    assert "refuses this user name and password" in answer.text
    assert client.get(place, headers=headers).json()["sender"] == MARA


def test_a_server_that_does_not_answer_is_waited_for_no_longer_than_the_limit(held, mailbox, mara, monkeypatch):
    refuse_login(mailbox)
    ends = threading.Event()
    monkeypatch.setattr(senders, "MOST_SECONDS", 0.2)
    monkeypatch.setattr(senders, "check_sending", lambda *_given: ends.wait(30))
    with pytest.raises(Refused, match="can’t be reached"):
        clear(by=acting(mara), item_id=held.pk, digest=held.digest, now=timezone.now())
    ends.set()
    for thread in threading.enumerate():
        if thread.name == f"sender {mailbox.pk}":
            thread.join(30)

    assert Reading.objects.get().sending_fault == ""  # what came of it later is known too
