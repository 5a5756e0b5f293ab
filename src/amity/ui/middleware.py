"""Apply a person's preferences to every request, and turn a refusal into a page with its sentence."""

import logging
import uuid
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from amity.shared import errors
from amity.shared.numbers import LARGEST
from amity.shared.rows.unavailable import is_unavailable
from amity.ui import views
from amity.ui.linked import linked
from amity.ui.pressed import page_above, pressed_on, takes_only_a_press
from amity.ui.reader_format import in_asked_language, in_their_ways

log = logging.getLogger("amity.error")
Answer = Callable[[HttpRequest], HttpResponse]


class PersonsWays:
    """Set numbers, dates, language and clock by `request.user`, or before sign-in by the browser."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = getattr(request, "user", None)
        if getattr(person, "is_authenticated", False):
            with in_their_ways(person):
                return self.get_response(request)
        with in_their_ways(None), in_asked_language(request.headers.get("Accept-Language", "")):
            return self.get_response(request)


class Refusals:
    """Turn any refusal into a response. Any other error gets an id for the page and the log."""

    STATUS: tuple[tuple[type[errors.Refusal], int], ...] = (
        (errors.Refused, 403),
        (errors.NotSeen, 404),
        (errors.Stale, 409),
        (errors.Invalid, 422),
    )

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            return _page_above(request) or answer
        if getattr(request, "pressed_on", "") and request.headers.get("HX-Request") and "Location" not in answer:
            answer.setdefault("HX-Push-Url", "false")
        return answer

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, object]
    ) -> HttpResponse | None:
        """Answer that nothing is found if a number in the URL is too large for a database column.

        A page drawn at an address that only takes a press gets `pressed_on`, the address it shows instead.
        """
        if request.method == "POST" and takes_only_a_press(view):
            request.pressed_on = pressed_on(request)  # type: ignore[attr-defined]
        huge = any(isinstance(value, int) and value > LARGEST for value in kwargs.values())
        return views.refusal(request, "", 404) if huge else None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a refusal. Log any other error under an id and leave it to Django."""
        if is_unavailable(error):
            log.error("unavailable at %s: %s", request.path, error, extra={"request": request})
            return views.unavailable(request)
        for kind, status in self.STATUS:
            if isinstance(error, kind):
                return views.refusal(request, linked(error), status)
        error_id = uuid.uuid4().hex[:10]
        request.error_id = error_id  # type: ignore[attr-defined]
        if not _answered_by_django(error):
            log.error("error %s at %s", error_id, request.path, extra={"request": request})
        return None


def _answered_by_django(error: Exception) -> bool:
    from_django = ("django.http", "django.core.exceptions")
    return type(error).__module__.startswith(from_django)


def _page_above(request: HttpRequest) -> HttpResponse | None:
    """Lead from an address that only takes a press to the nearest page above it: where a person opens it by hand."""
    by_hand = request.method == "GET" and "text/html" in request.headers.get("Accept", "")
    if not by_hand or not getattr(request.user, "is_authenticated", False):
        return None
    above = page_above(request.path)
    return redirect(above) if above else None
