"""Require sign-in for every view that is not marked public, and make the user available as an `Actor`."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from amity.people.models import Person
from amity.people.public import is_before_second_factor, is_public
from amity.people.queries import actor_for, known_while_reading
from amity.people.sessions.queries import note_use
from amity.people.sessions.store import SessionStore
from amity.people.sign_in.known_browsers import remember
from amity.ui.in_place import is_in_place, page_of, set_up_first, sign_in_first


class PersonOfSession(AuthenticationMiddleware):
    """Sets `request.user` to the person read with the session. Any session that isn't plainly theirs, Django checks."""

    def process_request(self, request: HttpRequest) -> None:
        """Set the user, who is read once a view or another middleware asks."""
        super().process_request(request)
        by_django = request.user
        request.user = SimpleLazyObject(lambda: _store(request).person() or by_django)  # type: ignore[assignment]


class SignedIn:
    """Sets `request.actor` (None for a stranger) and requires sign-in for every view not marked `public`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.user
        if isinstance(person, Person) and person.is_active and person.mail:
            request.actor = actor_for(person, "page")  # type: ignore[attr-defined]
            note_use(request, timezone.now())
        else:
            request.actor = None  # type: ignore[attr-defined]
            if SESSION_KEY in request.session:
                request.session.flush()
        answer = self._answer(request)
        if isinstance(request.user, Person) and request.user.is_active:
            remember(request, answer, request.user)
        # A page is for its reader alone, unless a view has set its own header.
        answer.headers.setdefault("Cache-Control", "private, no-store")
        return answer

    def _answer(self, request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        known = (request.user,) if isinstance(request.user, Person) and request.user.is_active else ()
        with known_while_reading(*known, along=_store(request).known if known else None):
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Send a stranger to sign-in, and a person whose role requires it to the set-up of a second factor."""
        if request.actor is not None:  # type: ignore[attr-defined]
            return _set_up_first(request) if _is_due(request) and not is_before_second_factor(view) else None
        if is_public(view):
            return None
        if is_in_place(request):
            return sign_in_first(request, _door(_page_behind(request)))
        if request.headers.get("HX-Request"):
            return HttpResponse(headers={"HX-Redirect": _door(_page_behind(request))})
        if not _takes_pages(request):
            return JsonResponse({"error": _("Sign in first.")}, status=401)
        return redirect(_door(request.get_full_path() if request.method == "GET" else page_of(request, "Referer")))


def _store(request: HttpRequest) -> SessionStore:
    return request.session  # type: ignore[return-value] # as SESSION_ENGINE says


def _is_due(request: HttpRequest) -> bool:
    return isinstance(request.user, Person) and request.user.second_factor_due


def _set_up_first(request: HttpRequest) -> HttpResponse:
    address = reverse("people:set_up_second_factor")
    if is_in_place(request):
        return set_up_first(request, address)
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": address})
    if not _takes_pages(request):
        return JsonResponse({"error": _("Set up a second factor first.")}, status=403)
    return redirect(address)


def _takes_pages(request: HttpRequest) -> bool:
    accepted = request.headers.get("Accept", "text/html")
    return "text/html" in accepted or "*/*" in accepted


def _page_behind(request: HttpRequest) -> str:
    return page_of(request, "HX-Current-URL") or page_of(request, "Referer")


def _door(then: str) -> str:
    address = reverse("account_login")
    return f"{address}?{urlencode({'next': then})}" if then not in {"", "/"} else address
