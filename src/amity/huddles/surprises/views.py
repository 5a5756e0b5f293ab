"""The page that explains the surprise rate of an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from amity.accounts.pages import tab_context
from amity.audit.actor_rights import actor_of
from amity.huddles.surprises import page, queries


@require_safe
def surprises(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show which issues of an account the client raised first."""
    actor = actor_of(request)
    shown = tab_context(request, account_id, "plan")
    queries.may_read(actor, shown["account"]).or_refuse()
    shown |= page.context(actor, shown["account"], timezone.localdate())
    return render(request, "huddles/surprises.html", shown)
