"""Page that acknowledges changes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.handoff.changes import commands
from amity.shared.errors import Refused, Stale
from amity.ui.asked import SHORT, posted


@require_POST
def acknowledge(request: HttpRequest, handoff_id: int) -> HttpResponse:
    """Acknowledge a change."""
    sent = posted(request)
    arguments = {name: sent.text(name, SHORT) for name in ("key", "digest")}
    try:
        commands.acknowledge(by=actor_of(request), handoff_id=handoff_id, now=timezone.now(), **arguments)
    except (Refused, Stale) as fault:
        messages.error(request, fault.sentence)
    return redirect("handoff:handoff", handoff_id)
