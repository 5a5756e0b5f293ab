"""Turn every error of the API into application/problem+json (RFC 9457)."""

import json
import logging
import uuid
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja.errors import AuthenticationError, HttpError, ValidationError

from amity.api.validation_words import sentence
from amity.shared import errors
from amity.shared.rows.unavailable import RETRY_AFTER, is_unavailable

KIND = "application/problem+json"
log = logging.getLogger("amity.error")

Fault = tuple[str, str]
REFUSALS: tuple[tuple[type[errors.Refusal], int], ...] = (
    (errors.Refused, 403),
    (errors.NotSeen, 404),
    (errors.Stale, 409),
    (errors.Invalid, 422),
)


class Throttled(Exception):
    """The token made too many calls. `seconds` is the time to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class KeyTaken(Exception):
    """An idempotency key was reused with a different request."""


def problem(
    request: HttpRequest, status: int, detail: str = "", *, faults: Iterable[Fault] = (), **more: Any
) -> HttpResponse:
    """Return a problem response with its status, its detail and the invalid fields."""
    name, title = titles()[status]
    body: dict[str, Any] = {
        "type": f"urn:amity:problem:{name}",
        "title": title,
        "status": status,
        "detail": detail or title,
        "instance": request.path,
        "errors": [{"field": field, "sentence": sentence} for field, sentence in faults],
    }
    answer = HttpResponse(json.dumps(body | more, ensure_ascii=False), status=status, content_type=KIND)
    if status == 401:
        answer["WWW-Authenticate"] = 'Bearer realm="Amity"'
    return answer


def titles() -> dict[int, tuple[str, str]]:
    """Return the type and title of each kind of problem, by status."""
    return {
        400: ("unreadable", _("The request can’t be read.")),
        401: ("no-token", _("A valid token is required.")),
        403: ("refused", _("This is not allowed.")),
        404: ("not-found", _("Not found, or this token has no access.")),
        405: ("wrong-method", _("This address doesn’t accept this method.")),
        406: ("not-acceptable", _("This address only answers with JSON.")),
        409: ("stale", _("Someone else changed this since you read it.")),
        413: ("too-large", _("The request is too large.")),
        415: ("wrong-type", _("Send JSON: application/json.")),
        422: ("invalid", _("A value isn’t valid.")),
        429: ("too-often", _("Too many requests with this token.")),
        500: ("error", _("Something went wrong on our side.")),
        503: ("unavailable", _("The database is busy or full.")),
    }


def of_error(request: HttpRequest, error: Exception) -> HttpResponse:
    """Return the problem response for an exception."""
    if is_unavailable(error):
        return unavailable(request, error)
    if isinstance(error, errors.Refusal):
        return _of_refusal(request, error)
    if isinstance(error, ValidationError):
        return problem(request, 422, faults=[_fault(one) for one in error.errors])
    if isinstance(error, Throttled):
        answer = problem(request, 429, _("Try again in %(seconds)s seconds.") % {"seconds": error.seconds})
        answer["Retry-After"] = str(error.seconds)
        return answer
    if isinstance(error, KeyTaken):
        sentence = _("This key was used for another request. Use a new key for every request.")
        return problem(request, 422, sentence, faults=[("Idempotency-Key", sentence)])
    if isinstance(error, AuthenticationError):
        return problem(request, 401, _("Send a personal token: Authorization: Bearer amity_…"))
    if isinstance(error, HttpError):
        return problem(request, error.status_code if error.status_code in titles() else 400)
    if isinstance(error, RequestDataTooBig):
        return problem(request, 413)
    if isinstance(error, BadRequest | SuspiciousOperation):
        return problem(request, 400)
    return problem(request, 404) if isinstance(error, Http404) else unforeseen(request, error)


def unavailable(request: HttpRequest, error: Exception) -> HttpResponse:
    """Return 503 with Retry-After: nothing was saved, and the same request may work in a moment."""
    log.error("unavailable at %s: %s", request.path, error, extra={"request": request})
    detail = _("Nothing was saved. Try again in %(seconds)s seconds.") % {"seconds": RETRY_AFTER}
    answer = problem(request, 503, detail)
    answer["Retry-After"] = str(RETRY_AFTER)
    return answer


def unforeseen(request: HttpRequest, error: Exception) -> HttpResponse:
    """Return 500 with the id under which the error is logged."""
    error_id = uuid.uuid4().hex[:10]
    log.error("error %s at %s", error_id, request.path, exc_info=error, extra={"request": request})
    detail = _("Nothing was saved. See %(error_id)s in the log.") % {"error_id": error_id}
    return problem(request, 500, detail, error_id=error_id)


def _of_refusal(request: HttpRequest, error: errors.Refusal) -> HttpResponse:
    status = next(status for kind, status in REFUSALS if isinstance(error, kind))
    more: dict[str, Any] = {}
    faults: list[Fault] = []
    if isinstance(error, errors.Invalid):
        faults = [(error.field, error.sentence)]
    if isinstance(error, errors.Refused) and error.link is not None:
        more["about"] = error.link.address
    if isinstance(error, errors.Stale):
        more["current_version"] = getattr(error.current, "version", None)
        sentence = _("Someone else changed this since you read it. Read it again; current_version is its version now.")
        return problem(request, status, sentence, **more)
    return problem(request, status, error.sentence, faults=faults, **more)


def _fault(error: dict[str, Any]) -> Fault:
    """Return an error of one value, named by its path in the request, whether in the body or the query."""
    _source, *path = map(str, error["loc"])
    inside = path[1:] if path[:1] in (["body"], ["asked"]) else path  # the name of the operation's argument
    return ".".join(inside), sentence(error)
