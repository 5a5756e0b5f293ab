"""An email leaves by its author's own mailbox as it was frozen, or it waits or comes back: never under another name."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.utils import timezone

from amity.gate.items.commands import revise, submit
from amity.gate.models import Item
from amity.gate.releases import commands as releases
from amity.gate.tests.making import make_contact, read, submitted
from amity.mailbox.connections import rules
from amity.mailbox.connections.commands import disconnect_mailbox, pause_mailbox, read_now, resume_mailbox
from amity.mailbox.connections.models import Connection, Reading
from amity.mailbox.connections.wording import condition_of
from amity.mailbox.sending import senders
from amity.mailbox.tests.sending import MARA, NONE, agency, connected, mailbox, own, refuse_login
from amity.outbox import sending
from amity.outbox.models import Message
from amity.shared.errors import Invalid, Refused
from amity.waiting.kinds import Sent, act_of
from amity.waiting.queries import waiting_for
from tests.builders import acting

__all__ = ["agency", "mailbox", "own"]
pytestmark = pytest.mark.django_db(transaction=True)


def work(minutes=0):
    """Release and send what is due, as a worker does so many minutes later."""
    releases.release_due(timezone.now)
    return sending.deliver(lambda: timezone.now() + timedelta(minutes=minutes))


def arrived(handler):
    """Return the emails that a server accepted."""
    return [message_from_bytes(raw, policy=policy.default) for raw in handler.arrived]


def outcome(item):
    """Return the states of an item and of its emails, and why the last try failed."""
    message = Message.objects.filter(release_id=item.pk).first()
    return read(item).state, message and message.state, (message and message.last_error) or ""


@pytest.fixture
def item(mara, osprey, mailbox, agency):
    return submitted(osprey, mara, now=timezone.now())


def test_it_leaves_by_the_authors_server_under_their_address(item, own, agency):
    work()

    [email] = arrived(own)
    assert (email["From"], email["Reply-To"], own.senders) == (f"Mara <{MARA}>", None, [MARA])
    assert (outcome(item), agency.arrived) == (("sent", "sent", ""), [])
    assert Message.objects.get().reply == "250 2.0.0 queued as 7"


def test_without_an_own_mailbox_or_while_it_is_paused_it_leaves_by_the_agencys_server(mara, osprey, agency, own):
    submitted(osprey, mara, now=timezone.now())
    row = connected(mara, MARA, own)
    pause_mailbox(by=acting(mara), connection_id=row.pk, now=timezone.now())
    submitted(osprey, mara, now=timezone.now())
    work()

    assert [one["Reply-To"] for one in arrived(agency)] == ["Mara <mara@halden.example>"] * 2
    assert own.arrived == []


def test_without_a_server_of_the_agency_it_leaves_all_the_same(mara, osprey, mailbox, own, settings):
    settings.EMAIL_BACKEND = NONE
    item = submitted(osprey, mara, now=timezone.now())
    work()

    assert (outcome(item), len(own.arrived)) == (("sent", "sent", ""), 1)


def test_the_digest_covers_the_sender_and_another_one_is_held(item, own, agency):
    Item.objects.filter(pk=item.pk).update(sender="")
    work()

    assert (read(item).state, own.arrived, agency.arrived) == ("held", [], [])


@pytest.mark.parametrize("changed", [{"sender": ""}, {"shown": {"From": "Mara <amity@halden.example>"}}])
def test_a_row_with_another_sender_does_not_leave(item, own, agency, changed):
    releases.release_due(timezone.now)
    Message.objects.update(**changed)
    work()

    assert (outcome(item)[:2], own.arrived, agency.arrived) == (("undelivered", "failed"), [], [])


def test_a_mailbox_that_is_paused_between_release_and_sending_makes_it_wait(item, own, agency, mara, mailbox):
    releases.release_due(timezone.now)
    pause_mailbox(by=acting(mara), connection_id=mailbox.pk, now=timezone.now())
    work()
    assert outcome(item) == ("released", "waiting", f"the mailbox {MARA} is paused")
    resume_mailbox(by=acting(mara), connection_id=mailbox.pk, now=timezone.now())
    work(minutes=5)

    assert (outcome(item)[0], len(own.arrived), agency.arrived) == ("sent", 1, [])


def test_a_mailbox_that_is_disconnected_sends_it_back_and_a_resend_is_refused(item, own, agency, mara, mailbox):
    releases.release_due(timezone.now)
    disconnect_mailbox(by=acting(mara), connection_id=mailbox.pk, version=1, now=timezone.now())
    work()

    assert outcome(item) == ("undelivered", "failed", f"the mailbox {MARA} is no longer connected")
    with pytest.raises(Refused, match=r"no longer connected\. Nothing was sent"):
        releases.resend(by=acting(mara), item_id=item.pk, recipient_id=item.recipients.get().pk, now=timezone.now())
    assert (own.arrived, agency.arrived) == ([], [])


def test_another_persons_mailbox_with_that_address_sends_nothing(item, own, agency, mailbox, tim):
    releases.release_due(timezone.now)
    Connection.objects.update(person=tim)
    work()

    assert (outcome(item)[0], own.arrived, agency.arrived) == ("undelivered", [], [])


def test_a_mailbox_that_changes_before_the_release_holds_it_with_the_reason(item, own, agency, mara, mailbox):
    pause_mailbox(by=acting(mara), connection_id=mailbox.pk, now=timezone.now())
    work()

    held = read(item)
    assert (held.state, own.arrived, agency.arrived) == ("held", [], [])
    assert held.steps.latest("pk").words == f"The mailbox {MARA} can’t send. It is paused."
    revise(by=acting(mara), item_id=item.pk, now=timezone.now())
    again = submitted_again(mara, read(item))
    work()
    assert (again.sender, len(agency.arrived)) == ("", 1)


def submitted_again(person, item):
    """Submit a draft as it is."""
    submit(by=acting(person), item_id=item.pk, version=item.version, now=timezone.now())
    return read(item)


def test_a_refused_login_comes_back_at_once_and_is_not_tried_for_the_next_one(item, own, agency, mara, osprey):
    other = submitted(osprey, mara, now=timezone.now())
    own.secret = "changed"
    work()

    assert outcome(item) == ("undelivered", "failed", f"the mailbox {MARA} can't send (login)")
    assert outcome(other)[1] == "failed"
    assert condition_of(Connection.objects.get()).label == "Can’t send"
    assert (own.logins, own.arrived, agency.arrived) == (1, [], [])


def test_a_mailbox_that_refuses_to_send_waits_for_its_person(item, own, agency, mara, ada, mailbox):
    assert cards(mara) == []
    own.secret = "changed"
    work()

    [card] = cards(mara)
    assert (card.title, list(card.notes)) == (
        f"{MARA} can’t send", ["The server refuses this user name and password."]
    )  # fmt: skip
    assert cards(ada) == []
    act_of("mailbox", "again").run(acting(mara), card.id, Sent(), timezone.now())
    assert cards(mara) == []


def cards(person):
    """Return the items of mailboxes that wait for a person."""
    groups = waiting_for(acting(person), timezone.now(), only="mailbox")
    return [one for group in groups for one in group.items]


def test_a_temporary_refusal_of_the_login_is_tried_again(item, own):
    own.secret, own.refusal = "changed", "454 4.7.0 try later"
    work()
    assert outcome(item) == ("released", "waiting", f"the mailbox {MARA} can't send (unreached)")
    own.secret = "correct horse"
    Reading.objects.update(sending_tried_at=timezone.now() - timedelta(minutes=2))
    work(minutes=5)

    assert (outcome(item)[0], len(own.arrived)) == ("sent", 1)


@pytest.fixture
def agencys(mara, osprey, item, own):
    """Return a later item of Mara's that leaves by the agency's server."""
    Connection.objects.all().delete()
    later = submitted(osprey, mara, [make_contact(osprey, "Ravi")], now=timezone.now())
    connected(mara, MARA, own)
    return later


def test_one_mailbox_that_is_not_reached_does_not_end_the_round(item, agencys, own, agency):
    Connection.objects.update(smtp_port=9)
    work()

    assert outcome(item) == ("released", "waiting", f"the mailbox {MARA} can't send (unreached)")
    assert (outcome(agencys)[0], len(agency.arrived), own.arrived) == ("sent", 1, [])


@pytest.mark.parametrize(
    ("step", "answer", "state"),
    [("after_data", "break", "unknown"), ("at_recipient", "421 bye", "waiting"), ("at_recipient", "550 no", "failed")],
)
def test_what_the_own_server_answers_means_what_it_means_of_the_agencys(
    item, agencys, own, agency, step, answer, state
):
    setattr(own, step, lambda *_given: answer)
    work()

    assert outcome(item)[1] == state
    assert (outcome(agencys)[0], len(agency.arrived), own.arrived) == ("sent", 1, [])


def test_an_author_whose_mailbox_is_refused_writes_by_the_agencys_server(mara, osprey, mailbox, own, agency):
    refuse_login(mailbox)
    item = submitted(osprey, mara, now=timezone.now())
    work()

    assert (item.sender, outcome(item)[0], len(agency.arrived)) == ("", "sent", 1)


def test_a_lane_clears_nothing_that_cannot_be_sent(mara, osprey, mailbox, own, settings):
    settings.EMAIL_BACKEND = NONE
    refuse_login(mailbox)
    own.secret = "changed"

    with pytest.raises(Invalid, match="refuses this user name"):
        submitted(osprey, mara, now=timezone.now())
    assert not Message.objects.exists()
    assert set(Item.objects.values_list("state", flat=True)) == {"draft"}


def test_trying_again_forgets_what_was_found(mailbox, mara):
    Reading.objects.update(sending_fault=rules.REFUSED_LOGIN, sending_tried_at=timezone.now())
    read_now(by=acting(mara), connection_id=mailbox.pk, now=timezone.now())

    found = senders.own_sender(mara.pk, "")
    assert found is not None
    assert found.trouble == ""
