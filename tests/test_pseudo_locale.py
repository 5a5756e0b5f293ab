"""Every sentence of every page can be translated: in the pseudo-locale each of them stands in ⟦ ⟧."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver

from tests.builders import make_entry
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
def test_every_sentence_about_an_account_and_its_work_can_be_translated(ada, osprey, site, tim, pseudo_locale):
    client = Client()
    client.force_login(ada)
    entry = make_entry(by=tim, project=site, hours="3:30")
    known = {"account_id": osprey.pk, "project_id": site.pk, "person_id": tim.pk, "entry_id": entry.pk, "month": 202611}

    assert bare_pages(client, known=known) == {}
