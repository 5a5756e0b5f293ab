"""Run inside a seeded place: add one of everything that has a page, and print the address of each page as JSON.

The rows are those that the tests walk through, so the pages are those of `tests/query_counts.json`. They stand beside
the thousand projects that the lists of the whole agency show.
"""

import json
import sys

import django
from django.conf import settings

# The people of the scene have a password that no one signs in with.
settings.PASSWORD_HASHERS.append("django.contrib.auth.hashers.MD5PasswordHasher")
django.setup()

import time_machine
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.test import Client

from amity.people.models import Discipline
from tests.builders import MONDAY
from tests.matrix import counting, scene
from tests.matrix.walk import Walker, addresses


def main() -> None:
    """Build the scene once, and print a session of someone with every role and the address of each page."""
    with time_machine.travel(MONDAY), transaction.atomic():
        # The scene brings disciplines of its own, whose names the seeded agency already has.
        Discipline.objects.update(name=Concat(F("name"), Value(" of many")))
        described = scene.build("average")
        walker, routes = Walker(described), dict(addresses())
        pages = {name: walker.address(routes[name], row) for name, row in counting.pages()}
    client = Client()
    client.force_login(described.viewers[counting.READER])
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    json.dump({"session": session, "cookie": settings.SESSION_COOKIE_NAME, "pages": pages}, sys.stdout)


if __name__ == "__main__":
    main()
