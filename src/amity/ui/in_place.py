"""Recognise requests that a script sends for a part of a page, and refuse them without losing what was typed there."""

from typing import Final
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.translation import gettext as _

REFUSAL: Final = "X-Refusal"
"""The header of a refusal that is a note for a part of a page: `RULE` or `SESSION`, which leaves the part as it is."""
RULE: Final = "rule"
SESSION: Final = "session"
SENDER: Final = "X-Person"
"""The header with the id of the person a page was drawn for."""
RENEWED: Final = "X-CSRFToken"
"""The header with the token of the session the same person has begun since."""
_SCRIPTS: Final = ("X-Requested-With", "X-Dialog")


def is_in_place(request: HttpRequest) -> bool:
    """Return whether a script asks for a part of a page, or sends what was typed without leaving the page."""
    if request.headers.get("HX-Request"):
        return request.method != "GET" or not request.headers.get("HX-Boosted")
    return any(request.headers.get(name) for name in _SCRIPTS)


def sign_in_first(request: HttpRequest, door: str) -> HttpResponse:
    """Answer 401 with a note that leads to the sign-in."""
    if request.method == "GET":
        sentence = _("You’re signed out.")
    else:
        sentence = _("Not saved: you’re signed out. Your text is still here. Sign in again, then retry here.")
    return _note(request, 401, sentence, door, _("Sign in again in a new tab"))


def set_up_first(request: HttpRequest, door: str) -> HttpResponse:
    """Answer 403 with a note that leads to the set-up of a second factor."""
    return _note(request, 403, _("Set up a second factor first."), door, _("Set up a second factor in a new tab"))


def other_session(request: HttpRequest) -> HttpResponse:
    """Answer 403 to what was sent in another session. The same person gets the new token, to send it again."""
    actor = getattr(request, "actor", None)
    if actor is not None and request.headers.get(SENDER) == str(actor.id):
        sentence = _("Not saved: you signed in again after opening this page. Your text is still here. Retry now.")
        answer = _note(request, 403, sentence)
        answer[RENEWED] = get_token(request)
        return answer
    sentence = _("Not saved: the session of this page has ended. Copy your text, then reload the page.")
    return _note(request, 403, sentence)


def page_of(request: HttpRequest, header: str) -> str:
    """Return the page of ours that a header names, from which a form or a part of it was sent, or ""."""
    try:
        parts = urlsplit(request.headers.get(header, ""))
    except ValueError:  # half an address, such as "http://["
        return ""
    if parts.netloc != request.get_host():
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _note(request: HttpRequest, status: int, sentence: str, door: str = "", label: str = "") -> HttpResponse:
    context = {"sentence": sentence, "door": door, "door_label": label}
    answer = render(request, "ui/refusal.html", context, status=status)
    answer[REFUSAL] = SESSION
    return answer
