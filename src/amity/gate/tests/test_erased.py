"""Erasing a recipient keeps the rest of an item: its digest can be verified, and the others can still get it."""

import smtplib
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core import mail
from django.db import connection

from amity.accounts.erasure.commands import erase_contact
from amity.audit import trail
from amity.gate.items.freezing import is_unchanged
from amity.gate.models import Item, Recipient
from amity.gate.releases import commands
from amity.gate.tests.making import make_contact, read, submitted
from amity.outbox import sending
from tests.builders import MONDAY, acting

pytestmark = pytest.mark.usefixtures("on_monday")


@pytest.fixture(autouse=True)
def smtp(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def people(osprey):
    return make_contact(osprey, "Dana Whitlock"), make_contact(osprey, "Jana Roth")


@pytest.fixture
def item(mara, osprey, people, monkeypatch):
    """Return an item to two people that the server refused for the second one."""
    item = submitted(osprey, mara, people, body="Hello both,\n\nThe banner is ready.")
    commands.release_due(lambda: MONDAY)
    send = mail.EmailMessage.send

    def refusing(self, fail_silently=False):
        if "jana" in self.recipients()[0]:
            raise smtplib.SMTPRecipientsRefused({"jana": (550, b"no such user")})
        return send(self, fail_silently)

    with monkeypatch.context() as server:
        server.setattr(mail.EmailMessage, "send", refusing)
        sending.deliver(lambda: MONDAY)
    return read(item)


def erase(by, contact):
    contact.refresh_from_db()
    erase_contact(by=acting(by), contact_id=contact.pk, version=contact.version, now=MONDAY)


def test_the_digest_of_an_item_is_verified_after_a_recipient_was_erased(mara, people, item):
    block = item.recipients.get(contact=people[0]).block
    erase(mara, people[0])

    erased = item.recipients.get(contact=people[0])
    assert (erased.salt, erased.address, erased.block) == ("", "", block)
    assert "Dana" not in erased.name
    assert is_unchanged(read(item))
    Recipient.objects.filter(pk=erased.pk).update(block="0" * 64)
    assert not is_unchanged(read(item))


def test_after_an_erasure_the_other_recipient_still_gets_the_email(mara, people, item):
    assert item.state == "undelivered"
    erase(mara, people[0])

    other = item.recipients.get(contact=people[1])
    commands.resend(by=acting(mara), item_id=item.pk, recipient_id=other.pk, now=MONDAY)

    assert (sending.deliver(lambda: MONDAY), read(item).state) == (1, "sent")
    sent = mail.outbox[-1].message()
    assert mail.outbox[-1].recipients() == ["jana.roth@client.example"]
    assert "Jana Roth <jana.roth@client.example>" in sent["To"]
    assert "dana" not in str(sent).casefold()


def test_what_was_changed_still_does_not_leave_after_an_erasure(mara, people, item):
    erase(mara, people[0])
    other = item.recipients.get(contact=people[1])
    commands.resend(by=acting(mara), item_id=item.pk, recipient_id=other.pk, now=MONDAY)
    Item.objects.filter(pk=item.pk).update(body="Something else")

    assert (sending.deliver(lambda: MONDAY), read(item).state) == (0, "undelivered")


def naming(osprey, mara, people):
    """Return a cleared email to Jana that names Dana."""
    body = "Hello Jana,\n\nDana Whitlock asked for a larger logo."
    return submitted(osprey, mara, [people[1]], body=body, subject="As Dana Whitlock asked")


def test_erasing_someone_whom_an_email_to_another_names_keeps_it_verifiable_and_it_leaves(osprey, mara, people):
    item = naming(osprey, mara, people)
    digest = item.digest
    erase(mara, people[0])
    erased = read(item)

    assert "Whitlock" not in erased.subject + erased.body
    assert erased.digest == digest, "clearing, links and answers refer to it"
    assert is_unchanged(erased)
    assert "outgoing.name_erased" in trail.actions_on(item)
    assert commands.release_due(lambda: MONDAY) == 1
    sending.deliver(lambda: MONDAY)
    assert read(item).state == "sent"
    assert "Whitlock" not in str(mail.outbox[-1].message())


def test_an_email_that_was_changed_before_a_name_in_it_was_erased_stays_held(osprey, mara, people):
    item = naming(osprey, mara, people)
    Item.objects.filter(pk=item.pk).update(body="Dana Whitlock asked for something else.")
    erase(mara, people[0])

    assert not is_unchanged(read(item))
    assert commands.release_due(lambda: MONDAY) == 0
    assert read(item).state == "held"


def test_an_email_that_was_changed_after_a_name_in_it_was_erased_is_held(osprey, mara, people):
    item = naming(osprey, mara, people)
    erase(mara, people[0])
    Item.objects.filter(pk=item.pk).update(body="Something else")

    assert not is_unchanged(read(item))
    assert commands.release_due(lambda: MONDAY) == 0


def test_an_upgrade_stores_the_blocks_of_what_was_frozen(mara, people, item):
    blocks = dict(item.recipients.values_list("pk", "block"))
    Recipient.objects.update(block="")

    import_module("amity.gate.migrations.0011_recipient_block").fill(apps, SimpleNamespace(connection=connection))

    assert dict(item.recipients.values_list("pk", "block")) == blocks
    assert all(blocks.values())
