"""Promises in emails sent elsewhere: asked about once, kept with the email as evidence, or dropped, in one tap."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from amity.accounts.models import Contact
from amity.conversations.suspected.finding import find
from amity.conversations.suspected.models import SuspectedPromise
from amity.expectations.models import Expectation
from amity.mailbox.messages.commands import take_message
from amity.mailbox.models import Message
from amity.shared.errors import NotSeen, Refused
from amity.waiting.kinds import Item, Sent, act_of
from amity.waiting.queries import waiting_for
from tests.builders import MONDAY, acting
from tests.rig.mail_server import email

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
CLEO = "cleo@osprey.example"


@pytest.fixture
def cleo(osprey) -> Contact:
    """Create a contact with an address."""
    return Contact.objects.create(account=osprey, name="Cleo", mail=CLEO)


def sent(person, text: str, to: str = CLEO, *, at=None, **headers) -> Message:
    """Take an email that a person sent an hour ago, and look at it."""
    when = at or timezone.now() - timedelta(hours=1)
    raw = email(person.mail, to, "Ticket site", text, at=when, **headers)
    taken = take_message(by=acting(person), raw=raw, source="mailbox", now=timezone.now())
    assert taken.message_id is not None
    find([taken.message_id], timezone.now())
    return Message.objects.get(pk=taken.message_id)


def asked(person) -> list[Item]:
    """Return what is asked of a person."""
    groups = waiting_for(acting(person), timezone.now(), only="suspected_promise")
    return [item for group in groups for item in group.items]


def tap(person, item, act: str) -> None:
    """Press an act in the row."""
    act_of("suspected_promise", act).run(acting(person), item.id, Sent(item.version), timezone.now())


def test_a_promise_in_an_email_is_asked_about_and_kept_in_one_tap(mara, cleo):
    sent(mara, "Hello Cleo,\n\nthank you for the list. We will have it on Friday.\n\nMara")
    [item] = asked(mara)
    assert "We will have it on Friday" in item.title
    assert item.due == date(2026, 11, 27)

    tap(mara, item, "keep")
    kept = Expectation.objects.get()
    assert (kept.kind, kept.promised_by, kept.promised_until) == ("promise", mara, date(2026, 11, 27))
    assert (kept.stated_by, kept.stated_in, kept.stated_on) == (cleo, "email", MONDAY.date())
    assert asked(mara) == []
    assert SuspectedPromise.objects.get().expectation == kept


def test_one_that_is_none_is_dropped_and_can_be_asked_again(mara, cleo):
    sent(mara, "We will send the page list by Friday.")
    [item] = asked(mara)
    tap(mara, item, "drop")
    assert (asked(mara), Expectation.objects.count()) == ([], 0)

    undo = act_of("suspected_promise", "drop").undo
    assert undo is not None
    undo(acting(mara), item.id, timezone.now())
    assert len(asked(mara)) == 1


def test_an_email_without_a_promise_asks_nothing(mara, cleo):
    sent(mara, "Thank you for the lovely lunch. See you!")
    assert asked(mara) == []


def test_what_the_client_wrote_is_no_promise(mara, cleo):
    raw = email(CLEO, mara.mail, "Ticket site", "We will send it by Friday.", at=timezone.now() - timedelta(hours=1))
    taken = take_message(by=acting(mara), raw=raw, source="mailbox", now=timezone.now())
    assert taken.message_id is not None
    find([taken.message_id], timezone.now())
    assert not SuspectedPromise.objects.exists()


def test_old_emails_and_those_looked_at_before_are_not_asked_about(mara, cleo):
    sent(mara, "We will send it by Friday.", at=timezone.now() - timedelta(days=20))
    assert asked(mara) == []
    message = sent(mara, "We will send the map by Friday.")
    [item] = asked(mara)
    tap(mara, item, "drop")
    find([message.pk], timezone.now())
    assert asked(mara) == []


def test_who_cannot_record_promises_leaves_it_to_the_account_manager(mara, tim, cleo, site):
    sent(tim, "We will send the page list by Friday.")
    assert asked(tim) == []
    [item] = asked(mara)
    tap(mara, item, "keep")
    assert Expectation.objects.get().promised_by == tim


def test_only_the_person_who_is_asked_decides_and_only_once(mara, ada, cleo):
    sent(mara, "We will send the page list by Friday.")
    [item] = asked(mara)
    with pytest.raises(NotSeen):
        tap(ada, item, "keep")
    tap(mara, item, "keep")
    with pytest.raises(Refused):
        tap(mara, item, "keep")
    assert Expectation.objects.count() == 1
