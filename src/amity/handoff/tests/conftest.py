"""Requests by page and by REST."""

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from amity.accounts.models import Account
from amity.handoff.tests.making import make_waiting
from amity.people.models import Person
from amity.people.tokens.commands import make_token
from amity.projects.models import Project
from tests.builders import MONDAY, acting

Answer = tuple[int, Any]


@pytest.fixture
def waiting(osprey: Account, piet: Person, tim: Person) -> Project:
    """Return a project that Piet runs, with Tim on it, without an accepted hand-off."""
    return make_waiting(osprey, piet, name="Winter page", team=[tim])


@pytest.fixture
def at(client: Client) -> Callable[..., Answer]:
    """Return a function for page requests: `at(person, name, *args, **typed)`, with redirects followed."""

    def ask(person: Person, name: str, *args: object, **typed: object) -> Answer:
        client.force_login(person)
        address = reverse(name if ":" in name else f"handoff:{name}", args=args)
        sent = {"nonce": uuid.uuid4().hex, **typed}
        answer = client.post(address, sent, follow=True) if typed else client.get(address)
        return answer.status_code, answer.content.decode()

    return ask


@pytest.fixture
def rest(client: Client, time_machine: Any) -> Callable[..., Answer]:
    """Return a function for REST requests with full rights:

    `rest(person, method, path, **body)`, with status and response.
    """
    time_machine.move_to(MONDAY)

    def ask(person: Person, method: str, path: str, **body: object) -> Answer:
        scopes = ["read", "money", "time:write", "setup:write"]
        made = make_token(by=acting(person), name="x", scopes=scopes, days=1, now=MONDAY)
        answer = client.generic(
            method, f"/api/v1{path}", "" if method == "GET" else json.dumps(body), content_type="application/json",
            headers={"Authorization": f"Bearer {made.secret}"},
        )  # fmt: skip
        return answer.status_code, answer.json() if answer.content else None

    return ask
