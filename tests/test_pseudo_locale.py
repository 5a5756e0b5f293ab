"""Every sentence of every page can be translated: in the pseudo-locale each of them stands in ⟦ ⟧."""

import re
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import URLResolver, get_resolver

from tests.builders import MONDAY
from tests.matrix.scene import build
from tests.matrix.walk import Walker
from tests.rig.pseudo_locale import stored_words, untranslated

# What ends the session, or is no page.
LEFT_OUT = ("logout", "static/", "jsi18n")
VARYING = re.compile(r"<(?:\w+:)?(\w+)>")


def addresses(resolver: URLResolver | None = None, before: str = "/") -> Iterator[str]:
    """Every address, with the names of its varying parts in it: /accounts/<account_id>/."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + str(entry.pattern).lstrip("^").removesuffix("$").removesuffix("\\Z")
        if isinstance(entry, URLResolver):
            yield from addresses(entry, route)
        elif not any(word in route for word in LEFT_OUT):
            yield VARYING.sub(r"<\1>", route)


def bare_words(client: Client, address: str) -> list[str]:
    """The words of the page at an address that no translator could reach; none where there is no page to read."""
    answer = client.get(address, follow=True)
    if not answer.headers.get("Content-Type", "").startswith("text/html") or answer.status_code in {404, 405}:
        return []
    assert answer.status_code < 500, address
    return untranslated(answer.content.decode(), stored_words())


def bare_pages(client: Client, known: dict[str, int]) -> dict[str, list[str]]:
    """The bare words of every page whose varying parts are all `known`."""
    found = {}
    for address in addresses():
        filled = VARYING.sub(lambda match: str(known.get(match.group(1), match.group())), address)
        if not any(sign in filled for sign in "<(\\?*") and (words := bare_words(client, filled)):
            found[address] = words
    return found


@pytest.mark.django_db
def test_every_sentence_before_signing_in_can_be_translated(agency, pseudo_locale):
    assert bare_pages(Client(), known={}) == {}


@pytest.mark.django_db
def test_every_sentence_of_an_empty_agency_can_be_translated(ada, pseudo_locale):
    client = Client()
    client.force_login(ada)

    assert bare_pages(client, known={"person_id": ada.pk}) == {}


@pytest.mark.django_db
def test_every_sentence_of_every_page_with_data_can_be_translated(agency, pseudo_locale):
    with time_machine.travel(MONDAY):
        scene = build("average")
        client = Client()
        client.force_login(scene.viewers["everything"])
        known = stored_words() | {word for text in scene.files.values() for word in re.split(r"[,\n]", text) if word}
        answers = {address: client.get(address) for address in Walker(scene).pages()}

    read = {address: answer for address, answer in answers.items() if answer.status_code == 200}
    bare = {address: untranslated(answer.content.decode(), known) for address, answer in read.items()}
    found = [f"{address}: {words[:5]}" for address, words in bare.items() if words]
    assert not found, "\n".join(found)
    assert len(read) > 50
