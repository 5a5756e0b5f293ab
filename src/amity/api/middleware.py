"""Handle API requests before the middleware of pages: no session, cookie or form token is read."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve
from django.utils.translation import gettext as _

from amity.api import problems
from amity.api.site import DOCS
from amity.shared.numbers import whole_number
from amity.ui.reader_format import in_asked_language

UNDER = "/api/"
BODY = {"POST", "PATCH", "PUT"}
FILES = "/files"
"""URLs with this ending take an uploaded file. Its upload handler limits its length."""


class MachinesDoor:
    """Handles everything under /api/ itself, except the reference page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(UNDER) or request.path_info == DOCS:
            return self.get_response(request)
        # Until a token is known: then the language of its person.
        with in_asked_language(request.headers.get("Accept-Language", "")):
            try:
                answer = _answered(request)
            except Exception as error:  # noqa: BLE001 - under this address every failure is a problem, never a page
                answer = problems.of_error(request, error)
        answer.headers.setdefault("Cache-Control", "no-store")
        return answer


def _answered(request: HttpRequest) -> HttpResponse:
    try:
        request.get_host()
    except SuspiciousOperation:
        return problems.problem(request, 400)
    if not _takes_json(request):
        return problems.problem(request, 406)
    try:
        match = resolve(request.path_info)
    except Http404:
        return problems.problem(request, 404, _("Address not found. See %(docs)s.") % {"docs": DOCS})
    request.resolver_match = match
    if request.method in BODY and (no := _no_to_body(request)) is not None:
        return no
    answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
    if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        allowed = answer["Allow"]
        answer = problems.problem(request, 405, _("This address accepts %(methods)s.") % {"methods": allowed})
        answer["Allow"] = allowed
    return answer


def _takes_json(request: HttpRequest) -> bool:
    """Return whether the caller accepts JSON or problem responses."""
    return request.accepts("application/json") or request.accepts(problems.KIND)


def _no_to_body(request: HttpRequest) -> HttpResponse | None:
    """Return 415 for a body that isn't JSON, 413 for a body that is too large, or None if it may be read."""
    size = request.META.get("CONTENT_LENGTH") or "0"
    if request.path_info.endswith(FILES) and request.content_type == "multipart/form-data":
        return None
    if size in {"", "0"} and not request.content_type:
        return None  # Nothing was sent: the method or the missing value is what is wrong.
    if (whole_number(size) or 0) > settings.API_MOST_BYTES:
        return problems.problem(request, 413)
    if request.content_type != "application/json":
        return problems.problem(request, 415)
    return None
