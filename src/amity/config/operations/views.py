"""Addresses for monitoring. They need no sign-in, use no session and show no data of the agency.

They are no pages: the outermost middleware answers them, and `config/tests/test_health.py` states who can read them.
"""

from collections.abc import Mapping
from typing import Final, Protocol

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, JsonResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

from amity.config.operations import health, metrics


@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """Answer that this process handles requests, without asking the database."""
    return JsonResponse({"status": "live"})


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Answer 200 if everything Amity needs works, otherwise 503 with the names of the checks that fail."""
    failing = health.failing(timezone.now())
    if failing:
        return JsonResponse({"status": "not ready", "failing": failing}, status=503)
    return JsonResponse({"status": "ready"})


@require_safe
def measured(request: HttpRequest) -> HttpResponse:
    """Answer the metrics to the bearer of AMITY_METRICS_TOKEN. Without a token set, the address doesn't exist."""
    token: str = settings.ENVIRONMENT.metrics_token
    if not token:
        return HttpResponseNotFound()
    if not constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {token}"):
        return HttpResponse(status=401, headers={"WWW-Authenticate": 'Bearer realm="Amity metrics"'})
    return HttpResponse(metrics.page(timezone.now()), content_type=metrics.CONTENT_TYPE)


class View(Protocol):
    """A view without values from its address."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""


ADDRESSES: Final[Mapping[str, View]] = {"/health/live": live, "/health/ready": ready, "/metrics": measured}
