"""Actions on an email that may not have been sent."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.outbox import commands
from amity.ui.asked import SHORT, posted


@require_POST
def decide(request: HttpRequest, message_id: int) -> HttpResponse:
    """Record that an email arrived, or send it once more."""
    was_sent = posted(request).text("was_sent", SHORT) == "yes"
    commands.decide(by=actor_of(request), message_id=message_id, was_sent=was_sent, now=timezone.now())
    return redirect("outbox:messages")


@require_POST
def try_again(request: HttpRequest, message_id: int) -> HttpResponse:
    """Send an email again that had failed for good."""
    commands.try_again(by=actor_of(request), message_id=message_id, now=timezone.now())
    return redirect("outbox:messages")
