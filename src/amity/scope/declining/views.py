"""The page that writes the answer to a declined request."""

from django.http import HttpRequest, HttpResponse

from amity.gate.subjects.pages import compose_about
from amity.scope.declining.rules import DECLINED_REQUEST


def answer(request: HttpRequest, request_id: int) -> HttpResponse:
    """Write to the client that a request is declined. It leaves through *Going out*."""
    return compose_about(request, DECLINED_REQUEST, request_id)
