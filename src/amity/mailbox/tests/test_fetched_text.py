"""*Fetch text*: of an email known by its headers alone, someone asks for the text, and the mailbox is read again."""

import pytest
from django.urls import reverse

from amity.audit import trail
from amity.mailbox.connections import rules
from amity.mailbox.connections.models import Place
from amity.mailbox.models import Message
from amity.mailbox.registrations.models import ReadingRule
from amity.mailbox.tests.making import make_message
from amity.mailbox.tests.reading import connected, letter, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(mara, cleo, mail_server, address):
    """Read a mailbox whose emails are taken with their headers alone."""
    ReadingRule.objects.create(pk=1, bodies=rules.HEADERS)
    mail_server.put(address, letter(address, "From Cleo"))
    found = connected(mail_server, mara, address)
    read(found)
    return found


def test_the_button_asks_for_the_text_and_the_next_reading_brings_it(client, mara, row):
    message = Message.objects.get()
    client.force_login(mara)
    thread = reverse("mailbox:thread", args=[message.thread_id])
    fetch = reverse("mailbox:fetch_text", args=[message.pk])
    assert fetch in client.get(thread).text

    client.post(fetch)
    client.post(fetch)
    assert Place.objects.get().text_asked_at is not None
    assert trail.actions_on(message.thread) == ["email.text_asked"]
    read(row)

    message.refresh_from_db()
    assert (message.headers_only, message.reply.strip()) == (False, "Hello")
    shown = client.get(thread).text
    assert "Hello" in shown
    assert fetch not in shown


def test_without_a_mailbox_that_has_it_the_reason_is_shown(client, mara, osprey):
    message = make_message(osprey, headers_only=True, source="mailbox", reply="", text="")
    client.force_login(mara)

    answer = client.post(reverse("mailbox:fetch_text", args=[message.pk]), follow=True)

    assert "No connected mailbox has this email any more." in answer.text
