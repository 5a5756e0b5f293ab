"""Remember by a signed cookie who has signed in from a browser, so that strangers can't lock them out of it."""

import secrets
from typing import Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from amity.people.models import Person

COOKIE: Final = "amity_known"
LASTS_SECONDS: Final = 180 * 24 * 3600
MOST_PEOPLE: Final = 5
_SALT: Final = "amity.people.known_browser"


def browser_known_to(request: HttpRequest, person: Person) -> str:
    """Return the browser's own mark if this person has signed in from it, else ""."""
    mark, people = _read(request)
    return mark if _stamp(person) in people else ""


def remember(request: HttpRequest, answer: HttpResponse, person: Person) -> None:
    """Set the cookie for a signed-in person, unless it already names them."""
    mark, people = _read(request)
    if _stamp(person) in people:
        return
    answer.set_cookie(
        COOKIE,
        signing.dumps([mark or secrets.token_urlsafe(12), *people[1 - MOST_PEOPLE :], _stamp(person)], salt=_SALT),
        max_age=LASTS_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _stamp(person: Person) -> str:
    """Return the person and their session round. A browser is forgotten when the round changes."""
    return f"{person.pk}.{person.session_round}"


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        mark, *people = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=LASTS_SECONDS)
    except (signing.BadSignature, ValueError):
        return "", []
    return mark, people
