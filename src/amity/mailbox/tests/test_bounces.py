"""What came back is not delivered: the item, its recipient's email, and the card of its sender."""

import pytest
from django.core import mail

from amity.gate.releases.commands import release_due
from amity.gate.tests.making import make_contact, read, submitted
from amity.mailbox.bounces.commands import record_bounce
from amity.mailbox.bounces.reading import failed_in
from amity.mailbox.bounces.rules import ids_in, looks_bounced
from amity.mailbox.messages.vouching import Profile
from amity.mailbox.tests.letters import bounce
from amity.mailbox.to_gate.commands import receive
from amity.outbox import sending
from amity.outbox.models import Message
from tests.builders import MONDAY

pytestmark = pytest.mark.usefixtures("on_monday")


@pytest.fixture
def sent(osprey, mara, settings):
    """Return an item that two contacts got."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    dana, jana = make_contact(osprey, "Dana"), make_contact(osprey, "Jana")
    item = submitted(osprey, mara, [dana, jana])
    release_due(lambda: MONDAY)
    sending.deliver(lambda: MONDAY)
    assert len(mail.outbox) == 2
    return read(item)


def test_a_bounce_names_what_it_returns_and_for_whom(sent):
    raw = bounce(sent)

    assert looks_bounced(raw)
    assert ids_in(raw) == [sent.message_id]
    assert set(failed_in(raw)) == {"dana@client.example"}
    assert not looks_bounced(b"From: dana@client.example\nSubject: Re: Banner\n\nFrom: mailer-daemon")


def test_only_the_address_that_failed_is_not_delivered_and_it_counts_once(sent):
    assert (record_bounce(bounce(sent), MONDAY), record_bounce(bounce(sent), MONDAY)) == (1, 0)

    assert read(sent).state == "undelivered"
    states = dict(Message.objects.values_list("to", "state"))
    assert states == {"dana@client.example": "failed", "jana@client.example": "sent"}
    assert read(sent).steps.get(verb="bounced").words == "dana@client.example"


def test_what_came_back_is_told_from_what_was_refused(client, mara, sent):
    record_bounce(bounce(sent), MONDAY)
    client.force_login(mara)

    page = client.get("/going-out/not-delivered/").content.decode()
    row = page[page.index('<ul class="plain lost">') : page.index("Resend email")]
    assert "it came back later" in row
    assert "didn’t accept it" not in row
    shown = client.get(f"/going-out/{sent.pk}/").content.decode()
    assert "it came back later" in shown
    assert "Came back after the email server had accepted it" in shown


@pytest.mark.parametrize("more", [{"action": "delayed", "status": "4.4.1"}, {"address": "someone@else.example"}])
def test_a_delay_or_another_address_changes_nothing(sent, more):
    assert record_bounce(bounce(sent, **more), MONDAY) == 0
    assert read(sent).state == "sent"


def test_a_bounce_in_the_pipe_is_taken_too(sent):
    assert receive(bounce(sent), profile=Profile("", "mx.agency.example"), now=MONDAY).outcome == "bounced"
    assert read(sent).state == "undelivered"
