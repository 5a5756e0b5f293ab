"""Run inside a seeded place: add one of everything that has a page, and print the address of each page as JSON.

The rows are those that the tests walk through, so the pages are those of `tests/query_counts.json`. They stand beside
the thousand projects that the lists of the whole agency show.
"""

import json
import sys
from collections.abc import Sequence
from http import HTTPStatus

import django
from django.conf import settings

# The people of the scene have a password that no one signs in with.
settings.PASSWORD_HASHERS.append("django.contrib.auth.hashers.MD5PasswordHasher")
django.setup()

import time_machine
from django.db import connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.test import Client

from amity.people.models import Discipline, Person
from tests.builders import MONDAY
from tests.matrix import counting, scene
from tests.matrix.walk import address_in, addresses


def main() -> None:
    """Build the scene once, and print the address of each page with a session of someone who can read it."""
    with time_machine.travel(MONDAY), transaction.atomic():
        # The scene brings disciplines of its own, whose names the seeded agency already has.
        Discipline.objects.update(name=Concat(F("name"), Value(" of many")))
        described = scene.build("average")
        routes = dict(addresses())
        paths = {name: address_in(described, routes[name], row) for name, row in counting.pages()}
    with connection.cursor() as cursor:
        # What was measured before left other rows behind, and statistics of them.
        cursor.execute("ANALYZE")
    clients = [_signed_in(described.viewers[name]) for name in counting.READERS]
    pages = {name: {"path": path, "session": _session(_reader(path, clients))} for name, path in paths.items()}
    json.dump({"cookie": settings.SESSION_COOKIE_NAME, "pages": pages}, sys.stdout)


def _signed_in(person: Person) -> Client:
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(person)
    return client


def _reader(path: str, clients: Sequence[Client]) -> Client:
    """Return the first who can read the page: it is the one whose queries the tests count."""
    return next(client for client in clients if client.get(path).status_code == HTTPStatus.OK)


def _session(client: Client) -> str:
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


if __name__ == "__main__":
    main()
