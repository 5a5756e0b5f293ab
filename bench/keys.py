"""Run inside a place: a token, a signed-in session and the ids that the measurements need, as one line of JSON."""

import json
from typing import Any

import django

django.setup()

from django.conf import settings
from django.test import Client
from django.utils import timezone

from amity.people import rules as roles
from amity.people.models import Person
from amity.people.queries import actor_for
from amity.people.tokens.commands import make_token
from amity.projects.models import Project
from amity.timesheets.models import Entry
from amity.timesheets.tables import EntryList


def main() -> None:
    """Print the values that a client needs."""
    finance = Person.objects.filter(held_roles__role=roles.FINANCE, mail__isnull=False).order_by("pk").first()
    assert finance is not None
    project = Project.objects.exclude(agreement=None).order_by("pk")[Project.objects.count() // 2]
    writer = Person.objects.filter(mail__isnull=False, entries__project=project).order_by("pk").first() or finance
    print(
        json.dumps(
            {
                "reader": _token(finance, [roles.READ, roles.SEE_MONEY]),
                "writer": _token(writer, list(roles.SCOPES)),
                "session": _session(finance),
                "writer_session": _session(writer),
                "cookie": settings.SESSION_COOKIE_NAME,
                "project": project.pk,
                "person": writer.pk,
                "projects": Project.objects.count(),
                "entries": Entry.objects.count(),
                "deep": _deep_cursor(),
            }
        )
    )


def _token(person: Person, scopes: list[str]) -> str:
    by = actor_for(person, "page")  # as the page of one's own settings makes them
    return make_token(by=by, name="benchmark", scopes=scopes, days=1, now=timezone.now()).secret


def _session(person: Person) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _deep_cursor() -> str:
    """Return a cursor in the middle of the whole list of time."""
    order = EntryList.order
    rows: Any = order.apply(Entry.objects.all())
    return order.cursor_of(rows[Entry.objects.count() // 2])


if __name__ == "__main__":
    main()
