"""The pages of extra work of a month, and of a statement of work at no charge."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from amity.audit.actor_rights import actor_of
from amity.gate.subjects.pages import compose_about
from amity.scope.courtesy import extra_page
from amity.scope.courtesy.sending import KEY
from amity.scope.courtesy.statement import statement_id
from amity.shared.dates.periods import month_of
from amity.ui.asked import queried

FIRST_MONTH: Final = 200_001
LAST_MONTH: Final = 299_911
MONTHS: Final = 12


@require_safe
def extra_work(request: HttpRequest) -> HttpResponse:
    """Show the extra work of a month: this one, or that of the query (YYYYMM)."""
    today, asked = timezone.localdate(), queried(request).whole("month")
    month = asked if FIRST_MONTH <= asked <= LAST_MONTH and 1 <= asked % 100 <= MONTHS else month_of(today)
    return render(request, "scope/extra_work.html", extra_page.context(actor_of(request), month, today))


def send_statement(request: HttpRequest, account_id: int, month: int) -> HttpResponse:
    """Write to the client what was at no charge in a month. It leaves through *Going out*."""
    return compose_about(request, KEY, statement_id(account_id, month))
