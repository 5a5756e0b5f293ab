"""Page that marks a condition as met."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.handoff.conditions import commands
from amity.ui.asked import SHORT, posted


@require_POST
def finish_condition(request: HttpRequest, condition_id: int) -> HttpResponse:
    """Mark a condition as met."""
    done = commands.finish_condition(by=actor_of(request), condition_id=condition_id, now=timezone.now())
    if posted(request).text("back", SHORT) == "list":
        return redirect("handoff:handoffs")
    return redirect("handoff:handoff", done.handoff_id)
