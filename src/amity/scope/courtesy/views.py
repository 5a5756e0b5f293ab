"""The page that sends a statement of work at no charge."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amity.accounts.queries import account_seen_by
from amity.audit.actor_rights import actor_of
from amity.gate.subjects.pages import compose_about
from amity.people.queries import person_of
from amity.scope.courtesy.sending import KEY, may_send
from amity.scope.courtesy.statement import latest_month, statement_id
from amity.shared.errors import Refused


def send_statement(request: HttpRequest, account_id: int, month: int) -> HttpResponse:
    """Write to the client what was at no charge in a month. It leaves through *Going out*."""
    return compose_about(request, KEY, statement_id(account_id, month))


@require_safe
def write_statement(request: HttpRequest, account_id: int) -> HttpResponse:
    """Lead to the statement of the last month in which the account had something at no charge."""
    actor = actor_of(request)
    account = account_seen_by(actor, account_id)
    may_send(person_of(actor), account).or_refuse()
    month = latest_month(account)
    if month is None:
        raise Refused(_("%(account)s had nothing at no charge.") % {"account": account.name})
    return redirect("scope:send_statement", account.pk, month)
