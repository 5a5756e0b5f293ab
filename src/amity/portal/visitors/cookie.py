"""The cookie of a device, apart from the session of people at the agency."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from amity.portal.visitors import rules

NAME: Final = "amity_client"
LONGEST: Final = 100


def token_of(request: HttpRequest) -> str:
    """Return the token that a browser sent, or ""."""
    token = request.COOKIES.get(NAME, "")
    return token if token.isascii() and len(token) <= LONGEST else ""


def remember(answer: HttpResponse, token: str) -> None:
    """Give the browser the token of its device, out of reach of scripts and other sites."""
    answer.set_cookie(
        NAME, token, max_age=rules.DEVICE_LASTS, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )


def forget(answer: HttpResponse) -> None:
    """Delete the token from the browser."""
    answer.delete_cookie(NAME, samesite="Lax")
