"""The page of checks: those that went quiet, and the agency's standards."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.gate import queries as gate
from amity.gate.quiet import commands, queries
from amity.gate.standards.queries import standards


def checks(request: HttpRequest) -> HttpResponse:
    """Show the agency's standards, and the checks that are quiet on an account."""
    actor = actor_of(request)
    may_set = gate.may_set_lanes(actor, None)
    context = {"quiet": queries.quiet_seen_by(actor), "standards": standards(), "may_set": may_set}
    return render(request, "gate/checks_settings.html", context)


@require_POST
def wake_check(request: HttpRequest, check_id: int) -> HttpResponse:
    """Let a check warn again."""
    commands.wake_check(by=actor_of(request), check_id=check_id, now=timezone.now())
    messages.success(request, _("The check warns again."))
    return redirect("gate:checks")
