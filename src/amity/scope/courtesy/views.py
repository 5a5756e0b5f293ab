"""The page that sends a statement of work at no charge."""

from django.http import HttpRequest, HttpResponse

from amity.gate.subjects.pages import compose_about
from amity.scope.courtesy.sending import KEY
from amity.scope.courtesy.statement import statement_id


def send_statement(request: HttpRequest, account_id: int, month: int) -> HttpResponse:
    """Write to the client what was at no charge in a month. It leaves through *Going out*."""
    return compose_about(request, KEY, statement_id(account_id, month))
