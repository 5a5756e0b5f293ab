"""Give every request an id, log it in one line, and count it."""

import logging
import re
import time
import uuid
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from amity.api.auth import Caller
from amity.config.operations import metrics
from amity.config.operations.routes import STATIC, route_of
from amity.config.operations.views import ADDRESSES
from amity.shared.actor import Actor
from amity.shared.log_context import log_fields
from amity.shared.query_count import counted_queries

HEADER: Final = "X-Request-ID"
WELL_FORMED: Final = re.compile(r"[A-Za-z0-9._-]{8,64}")
log = logging.getLogger("amity.request")


class Requests:
    """The outermost middleware. It answers the addresses for monitoring itself, so that no session is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id, began = _id_of(request), time.perf_counter()
        with log_fields(request=request_id), counted_queries() as queries:
            monitoring = ADDRESSES.get(request.path_info)
            answer = monitoring(request) if monitoring else self.get_response(request)
            seconds = time.perf_counter() - began
            answer[HEADER] = request_id
            if monitoring:
                answer["Cache-Control"] = "no-store"
                return answer
            _record(request, answer.status_code, seconds, queries.number)
        return answer


def _record(request: HttpRequest, status: int, seconds: float, queries: int) -> None:
    method, route = request.method or "", route_of(request)
    if settings.ENVIRONMENT.metrics_token:
        metrics.count_request(method=method, route=route, status=status, seconds=seconds, queries=queries)
    if route == STATIC and status < 400:
        return
    fields = {
        "method": method if method in metrics.METHODS else "other",
        "route": route,
        "status": status,
        "person": _person_of(request),
        "ms": round(seconds * 1000, 1),
        "queries": queries,
    }
    log.info("answered", extra={"fields": fields})


def _id_of(request: HttpRequest) -> str:
    """Return the id that a trusted proxy gave the request, or a new one."""
    sent = request.headers.get(HEADER, "") if settings.ENVIRONMENT.trust_proxy else ""
    return sent if WELL_FORMED.fullmatch(sent) else uuid.uuid4().hex


def _person_of(request: HttpRequest) -> int:
    """Return the id of the person who sent the request, or 0 for a stranger."""
    caller, actor = getattr(request, "auth", None), getattr(request, "actor", None)
    if isinstance(caller, Caller):
        return caller.actor.person_id
    return actor.person_id if isinstance(actor, Actor) else 0
