"""The page that writes a status."""

from django.http import HttpRequest, HttpResponse

from amity.gate.subjects.pages import compose_about
from amity.monitoring.client_status.rules import STATUS


def send_status(request: HttpRequest, project_id: int) -> HttpResponse:
    """Write the status of a project to the client. It leaves through *Going out*."""
    return compose_about(request, STATUS, project_id)
