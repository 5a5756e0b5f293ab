"""A promise in an email that was sent from Gmail, read from a real IMAP server, is kept in one tap."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from amity.accounts.models import Contact
from amity.conversations.suspected.models import SuspectedRecord
from amity.expectations.models import Expectation
from amity.mailbox.tests.connected import internal_hosts
from amity.mailbox.tests.reading import CLEO, address, connected, read
from tests.journeys.going import sign_in
from tests.rig.mail_server import email

__all__ = ["address", "internal_hosts"]
pytestmark = pytest.mark.django_db(transaction=True)
SENT = "Sent"


@pytest.fixture
def cleo(osprey):
    return Contact.objects.create(account=osprey, name="Cleo Marsh", mail=CLEO)


@pytest.fixture
def mailbox(mara, cleo, mail_server, address):
    """Connect the mailbox in which Mara sent an email to Cleo from another program, and read it."""
    mara.mail = address
    mara.save()
    text = "Hello Cleo,\n\nthank you for the list. We will have it on Friday.\n\nMara"
    raw = email(address, CLEO, "Ticket site", text, at=timezone.now() - timedelta(hours=1))
    mail_server.put(address, raw, folder=SENT)
    row = connected(mail_server, mara, address)
    read(row)
    return row


@pytest.mark.parametrize("viewport", ["desktop", "phone"])
def test_we_will_have_it_on_friday_becomes_a_promise_in_one_tap(live_server, new_page, mara, cleo, mailbox, viewport):
    page = new_page(viewport=viewport)
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/waiting/")
    row = page.get_by_role("listitem").filter(has_text="We will have it on Friday.")
    expect(row).to_contain_text("You wrote to Cleo Marsh")
    expect(row).to_contain_text("Ticket site")

    row.get_by_role("button", name="Keep promise").click()

    expect(page.get_by_text("Promise recorded.")).to_be_visible()
    expect(page.get_by_role("button", name="Keep promise")).to_have_count(0)
    kept, sent = Expectation.objects.get(), timezone.localdate(timezone.now() - timedelta(hours=1))
    assert (kept.promised_by, kept.stated_by, kept.stated_on) == (mara, cleo, sent)
    assert kept.promised_until is not None
    assert (kept.promised_until.isoweekday(), 0 < (kept.promised_until - sent).days <= 7) == (5, True)
    assert SuspectedRecord.objects.get().expectation == kept


def test_reading_the_mailbox_again_asks_nothing_twice(mara, mailbox):
    row = SuspectedRecord.objects.get()
    SuspectedRecord.objects.update(state="dropped")
    read(mailbox)
    assert [one.pk for one in SuspectedRecord.objects.all()] == [row.pk]
