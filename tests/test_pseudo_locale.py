"""Every sentence of every page can be translated: the pseudo-locale marks each with ⟦ ⟧."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import time_machine
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLResolver, get_resolver

from tests.builders import MONDAY
from tests.matrix.machines import Machine, operations
from tests.matrix.machines import stated as machine_rows
from tests.matrix.rights import OUTSIDER
from tests.matrix.scene import build
from tests.matrix.walk import FILES, FIRST, PARTS_OF_PAGES, WAYS_ON, Walker, body, stated, unvisited
from tests.matrix.walk import addresses as stated_addresses
from tests.rig.pseudo_locale import stored_words, untranslated
from tests.rig.summaries import shut_figures

# URLs that end the session, or aren't pages.
LEFT_OUT = ("logout", "static/", "jsi18n")
MAILS = {"mail question"}
"""Emails that actions of the scene write, among others."""
VARYING = re.compile(r"<(?:\w+:)?(\w+)>")


def addresses(resolver: URLResolver | None = None, before: str = "/") -> Iterator[str]:
    """Yield every URL, with the names of its varying parts in it: /accounts/<account_id>/."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + str(entry.pattern).lstrip("^").removesuffix("$").removesuffix("\\Z")
        if isinstance(entry, URLResolver):
            yield from addresses(entry, route)
        elif not any(word in route for word in LEFT_OUT):
            yield VARYING.sub(r"<\1>", route)


def bare_words(client: Client, address: str) -> list[str]:
    """Return the untranslatable words of the page at a URL, none if there is no page."""
    answer = client.get(address, follow=True)
    if not answer.headers.get("Content-Type", "").startswith("text/html") or answer.status_code in {404, 405}:
        return []
    assert answer.status_code < 500, address
    return untranslated(answer.content.decode(), stored_words())


def bare_pages(client: Client, known: dict[str, int]) -> dict[str, list[str]]:
    """Return the untranslatable words of every page whose varying parts are all `known`."""
    found = {}
    for address in addresses():
        filled = VARYING.sub(lambda match: str(known.get(match.group(1), match.group())), address)
        if not any(sign in filled for sign in "<(\\?*") and (words := bare_words(client, filled)):
            found[address] = words
    return found


@pytest.mark.either
@pytest.mark.django_db
def test_every_sentence_before_signing_in_can_be_translated(agency, pseudo_locale):
    assert bare_pages(Client(), known={}) == {}


@pytest.mark.either
@pytest.mark.django_db
def test_every_sentence_of_an_empty_agency_can_be_translated(ada, pseudo_locale):
    client = Client()
    client.force_login(ada)

    assert bare_pages(client, known={"person_id": ada.pk}) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/time/week/2026-W52/", "/time/day/2026-12-25/"])
def test_every_sentence_of_a_public_holiday_can_be_translated(ada, address, pseudo_locale):
    client = Client()
    client.force_login(ada)

    assert "Christmas Day" in client.get(address).content.decode()
    assert bare_words(client, address) == []


@pytest.fixture
def walker(db, pseudo_locale) -> Iterator[Walker]:
    """Return a walker through the matrix's scene, in the pseudo-locale."""
    with time_machine.travel(MONDAY):
        yield Walker(build("average"))


def words_of(walker: Walker) -> set[str]:
    """Return what people entered, in the database and in the files of the scene."""
    texts = walker.scene.files.values()
    return stored_words() | {word for text in texts for word in re.split(r"[,\n]", text) if word}


@pytest.mark.django_db
def test_on_every_page_with_data_sentences_can_be_translated_and_figures_of_summaries_open(walker):
    visits, known = walker.visits(), words_of(walker)
    kinds, bare, shut = defaultdict(set), [], []
    for one in visits:
        answer = walker.clients[one.viewer].get(one.address)
        kinds[kind_of(answer)].add(one.name)
        if kind_of(answer) in {"page", "part"}:
            words = untranslated(body(answer), known)
            bare += [f"{one.viewer} {one.address}: {words[:5]}"] if words else []
            shut += [f"{one.viewer} {one.address}: {figure}" for figure in shut_figures(body(answer))]

    assert not bare, "\n".join(bare)
    assert shut == []
    assert kinds == {"page": kinds["page"], "part": PARTS_OF_PAGES, "file": FILES, "way on": WAYS_ON}
    assert unvisited(visits) == set()


def kind_of(answer: HttpResponseBase) -> str:
    """Return the kind of a response, or its status if it was refused or failed."""
    if answer.status_code >= 300:
        return "way on" if answer.status_code < 400 else str(answer.status_code)
    if "text/html" not in answer.headers.get("Content-Type", ""):
        return "file"
    return "page" if body(answer).lstrip().lower().startswith("<!doctype") else "part"


@pytest.mark.either
@pytest.mark.django_db
def test_every_sentence_of_emails_can_be_translated(walker):
    rows = [(name, row) for name, several in stated().items() for row in several if row.post]
    routes, known = dict(stated_addresses()), words_of(walker)
    known |= {name.split()[0] for name in known if " " in name}  # "Hello Piotr,"
    known |= {text for _name, row in rows for text in row.data.values() if isinstance(text, str) and text}
    sent = [
        walker.post(next(one for one in FIRST if one in row.post), routes[name], row, watch=True) for name, row in rows
    ]
    mails = {one for answer in sent for one in answer.left if one.name.startswith("mail ")}
    bare = {one.name: words for one in mails if (words := untranslated(f"<p>{one.text}</p>", known))}

    assert bare == {}
    assert MAILS - {one.name for one in mails} == set()


@pytest.mark.either
@pytest.mark.django_db
def test_every_sentence_of_refusals_over_rest_can_be_translated(walker):
    machine, rows, known = Machine(walker.scene), machine_rows(), words_of(walker)
    told = [
        machine.ask(viewer, one, replace(rows[one.name], body=body, file=""))
        for one in operations()
        for viewer, body in ((OUTSIDER, rows[one.name].body), ("everything", {"unknown": []}))
    ]
    refused = [json.loads(one.text) for one in told if one.status >= 400]
    sentences = {text for one in refused for text in (one["title"], one["detail"], *_beside_fields(one))}
    bare = {text for text in sentences if untranslated(f"<p>{text}</p>", known)}

    assert bare == set()
    assert len(sentences) > 20


def _beside_fields(problem: dict[str, Any]) -> list[str]:
    return [fault["sentence"] for fault in problem["errors"]]
