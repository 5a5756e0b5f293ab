"""An item that asks for an answer: its link is frozen with its text, personal, and never stored once it was sent."""

import pytest

from amity.gate import rules
from amity.gate.answering import registry
from amity.gate.answering import rules as answering
from amity.gate.items.freezing import is_unchanged
from amity.gate.models import Item
from amity.gate.releases.commands import release
from amity.gate.tests.making import make_contact, read, submitted
from amity.outbox.models import Message
from amity.outbox.sending import deliver
from tests.builders import MONDAY


def asking(item):
    """Return the words above the link of an item that asks for an answer."""
    return "Please answer here: {link}" if registry.carries_link(item) else ""


@pytest.fixture(autouse=True)
def hooks(monkeypatch):
    """Ask for answers as the part above does, with an address that names its recipient."""
    monkeypatch.setattr(registry, "closings", [asking])
    monkeypatch.setattr(registry, "links", [lambda item, one, now: f"https://amity.example/a/{one.pk}/"])


def test_an_ordinary_email_offers_only_a_question_and_has_no_link(osprey, mara):
    item = submitted(osprey, mara)

    assert registry.choices_of(item) == (answering.QUESTION,)
    assert item.closing == ""


@pytest.mark.parametrize("kind", [rules.SHOWING, rules.CONTACT_REPORT, rules.QUOTE])
def test_some_kinds_are_always_decided(kind):
    assert answering.choices(kind, asks_approval=False) == answering.CHOICES


@pytest.mark.parametrize(
    ("kind", "price", "fresh"),
    [(rules.EMAIL, False, False), (rules.SHOWING, False, False), (rules.EMAIL, True, True), (rules.QUOTE, False, True),
     (rules.AGREEMENT, False, True)],
)  # fmt: skip
def test_a_price_or_a_signature_needs_a_fresh_code_each_time(kind, price, fresh):
    assert answering.needs_fresh_code(kind, names_price=price) is fresh
    assert (answering.approves(kind, names_price=price) == answering.MONEY) is fresh


def test_what_was_cleared_has_the_place_of_the_link_and_each_recipient_gets_their_own(osprey, mara, mailoutbox):
    dana, gwen = make_contact(osprey, "Dana"), make_contact(osprey, "Gwen")
    item = submitted(osprey, mara, [dana, gwen], asks_approval=True)
    assert item.closing == "Please answer here: {link}"
    release(item_id=item.pk, now=MONDAY)

    deliver(lambda: MONDAY)

    own = {one.address: f"/a/{one.pk}/" for one in item.recipients.all()}
    assert {mail.recipients()[0]: own[mail.recipients()[0]] in mail.body for mail in mailoutbox} == {
        dana.mail: True, gwen.mail: True,
    }  # fmt: skip
    assert all("{link}" not in mail.body for mail in mailoutbox)
    assert {message.secret for message in Message.objects.all()} == {""}
    assert read(item).state == rules.SENT


def test_another_text_around_the_link_is_another_digest_and_never_goes(osprey, mara):
    item = submitted(osprey, mara, asks_approval=True)
    Item.objects.filter(pk=item.pk).update(closing="Approve at once: {link}")

    assert not is_unchanged(read(item))
    assert not release(item_id=item.pk, now=MONDAY)


def test_the_page_shows_words_in_the_place_of_the_link(client, osprey, mara):
    item = submitted(osprey, mara, asks_approval=True)
    client.force_login(mara)

    page = client.get(f"/going-out/{item.pk}/").content.decode()

    assert "Please answer here: [the recipient’s personal link]" in page
