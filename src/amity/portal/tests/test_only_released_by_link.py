"""No personal link shows what was not released: each address of each link is opened, on every kind of device."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from amity.accounts.models import Account, Contact
from amity.gate import rules as gate
from amity.gate.models import Item
from amity.people.models import Person
from amity.portal import urls as portal_urls
from amity.portal.links.models import AnswerLink
from amity.portal.links.rules import hashed
from amity.portal.released.rules import RELEASED
from amity.portal.tests.answering import make_answer
from amity.portal.tests.deciding import NOW
from amity.portal.tests.making import browser_of, written
from tests.builders import MONDAY, make_account

pytestmark = pytest.mark.usefixtures("an_hour_later")
WORDS = re.compile(r"(?:SECRET|SHOWN)-[a-z_-]+")


def linked(item: Item, contact: Contact, **values: object) -> str:
    """Give a contact a personal link to an item, and return its token."""
    token = f"token-of-item-{item.pk}-and-contact-{contact.pk}"
    given = {"made_at": MONDAY, "expires_at": NOW + timedelta(days=20)} | values
    AnswerLink.objects.create(
        item=item, contact=contact, address=contact.mail, digest=item.digest, token_hash=hashed(token), **given
    )
    return token


def addresses(token: str) -> Iterator[str]:
    """Yield every address that begins with a token, with every file that there is, and one that there isn't."""
    files = [*Item.objects.exclude(files=None).values_list("files__file_id", flat=True), 9999]
    for pattern in portal_urls.urlpatterns:
        assert isinstance(pattern, URLPattern)
        if not str(pattern.pattern).startswith("a/"):
            continue
        names = list(pattern.pattern.converters)
        assert names in (["token"], ["token", "file_id"]), f"say here which ids {pattern.name} takes"
        name = f"portal:{pattern.name}"
        yield from (reverse(name, args=[token, *more]) for more in ([[one] for one in files] if names[1:] else [[]]))


def content_of(answer: Any) -> bytes:
    """Return the page, or the file."""
    return b"".join(answer) if answer.streaming else answer.content


def read_by(browser: Client, token: str) -> set[str]:
    """Return the words of the scene that a link shows on a device. Files are read by their names and bytes."""
    found: set[str] = set()
    for address in addresses(token):
        answer = browser.get(address)
        assert answer.status_code in {200, 404, 405}, address
        name = answer.headers.get("Content-Disposition", "")
        found |= set(WORDS.findall(f"{content_of(answer).decode('utf-8', 'replace')}\n{name}"))
    return found


def refusals(browser: Client, token: str) -> set[tuple[int, bytes]]:
    """Return what a link that doesn't work answers to each address, without those that only take answers."""
    answers = [browser.get(address) for address in addresses(token)]
    return {(one.status_code, content_of(one)) for one in answers if one.status_code != 405}


@pytest.fixture
def otto(mara: Person) -> Contact:
    return Contact.objects.create(
        account=make_account("SECRET-other-account", manager=mara), name="Otto", mail="otto@other.example"
    )


@pytest.fixture
def shown(osprey: Account, mara: Person, dana: Contact, gwen: Contact) -> str:
    """Return Dana's link to an email, beside others that her colleague got or that never left."""
    item = written(mara, [dana], kind=gate.QUOTE, subject="SHOWN-quote", body="SHOWN-text", file=b"SHOWN-file")
    written(mara, [gwen], kind=gate.QUOTE, subject="SECRET-of-gwen", body="SECRET-text", file=b"SECRET-file")
    written(mara, [dana], kind=gate.QUOTE, state=gate.HELD, subject="SECRET-held", file=b"SECRET-held-file")
    make_answer(item, dana, "question", "asked", words="SECRET-question-of-dana")
    return linked(item, dana)


def test_a_link_shows_its_own_email_and_file_and_no_other(shown):
    assert read_by(Client(), shown) == {"SHOWN-quote", "SHOWN-text", "SHOWN-file"}


def test_another_contacts_link_shows_nothing_of_what_they_answered(shown, gwen, otto, dana):
    for number, contact in enumerate((gwen, otto)):
        assert not {word for word in read_by(browser_of(contact, token=f"d{number}"), shown) if "SECRET" in word}
    assert "SECRET-question-of-dana" in read_by(browser_of(dana), shown)


def test_another_contacts_link_that_was_used_shows_nothing_to_a_stranger_or_another_client(shown, gwen, otto):
    AnswerLink.objects.update(used_at=MONDAY)

    assert read_by(Client(), shown) == set()
    assert read_by(browser_of(otto), shown) == set()
    assert "SHOWN-text" in read_by(browser_of(gwen, token="colleague"), shown)


def test_the_link_of_a_removed_contact_and_one_that_expired_look_like_one_that_never_was(shown, dana):
    browser = browser_of(dana)
    guessed = refusals(Client(), "a-token-that-never-was")
    assert [status for status, _page in guessed] == [404]

    AnswerLink.objects.update(expires_at=NOW)
    assert refusals(Client(), shown) == refusals(browser, shown) == guessed
    AnswerLink.objects.update(expires_at=NOW + timedelta(days=1))
    assert refusals(Client(), shown) != guessed

    Contact.objects.filter(pk=dana.pk).update(is_active=False)
    assert refusals(Client(), shown) == refusals(browser, shown) == guessed


@pytest.mark.parametrize("state", [one for one in gate.STATES if one not in RELEASED])
def test_a_link_to_what_was_not_released_shows_nothing(osprey, mara, dana, state):
    item = written(mara, [dana], kind=gate.QUOTE, state=state, subject="SECRET-quote", file=b"SECRET-file")
    token = linked(item, dana)

    assert read_by(Client(), token) == read_by(browser_of(dana), token) == set()
