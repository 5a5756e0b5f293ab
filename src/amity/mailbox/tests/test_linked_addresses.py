"""Emails whose sender wasn't known get their contact once the contact's address is added."""

import pytest

from amity.accounts.contacts.commands import ContactChanges, add_contact, edit_contact
from amity.mailbox.models import MessageAddress
from amity.mailbox.tests.making import make_message
from tests.builders import MONDAY, acting, make_account

pytestmark = pytest.mark.django_db
GWEN = "gwen@osprey.example"


@pytest.fixture
def unknown(osprey):
    """Have an email of someone at the client whom no one has added as a contact."""
    message = make_message(osprey)
    MessageAddress.objects.filter(message=message).update(address=GWEN)
    return message


def senders(message):
    return [one.contact for one in message.addresses.all()]


def test_a_new_contact_is_named_in_the_emails_with_their_address(mara, osprey, unknown):
    assert senders(unknown) == [None]

    changes = ContactChanges("Gwen Pryce", mail="Gwen@Osprey.example")
    gwen = add_contact(by=acting(mara), account_id=osprey.pk, changes=changes, now=MONDAY)

    assert senders(unknown) == [gwen]


def test_a_contact_who_gets_the_address_later_is_named_too(mara, osprey, unknown):
    gwen = add_contact(by=acting(mara), account_id=osprey.pk, changes=ContactChanges("Gwen Pryce"), now=MONDAY)
    assert senders(unknown) == [None]

    changes = ContactChanges("Gwen Pryce", mail=GWEN)
    edit_contact(by=acting(mara), contact_id=gwen.pk, version=1, changes=changes, now=MONDAY)

    assert senders(unknown) == [gwen]


def test_emails_of_another_account_or_with_another_contact_stay_as_they_are(mara, osprey, unknown):
    other = make_account("Kestrel", manager=mara)
    elsewhere, known = make_message(other), make_message(osprey, contact=osprey.contacts.create(name="Dana"))
    MessageAddress.objects.filter(message__in=[elsewhere, known]).update(address=GWEN)

    add_contact(by=acting(mara), account_id=osprey.pk, changes=ContactChanges("Gwen", mail=GWEN), now=MONDAY)

    assert senders(elsewhere) == [None]
    assert [one.name for one in senders(known)] == ["Dana"]
