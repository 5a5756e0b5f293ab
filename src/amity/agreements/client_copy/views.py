"""The page that writes the email with an agreement."""

from django.http import HttpRequest, HttpResponse

from amity.agreements.client_copy.sending import AGREEMENT
from amity.gate.subjects.pages import compose_about


def send_agreement(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Write the email with which the client gets an agreement to sign. It leaves through *Going out*."""
    return compose_about(request, AGREEMENT, agreement_id)
