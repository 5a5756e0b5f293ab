"""The page Settings → Email: sent, waiting, and waiting for a decision."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.outbox import commands, queries
from amity.ui.asked import SHORT, posted, queried


def messages(request: HttpRequest) -> HttpResponse:
    """Show the newest messages, with their links masked."""
    lines = queries.outbox_seen_by(actor_of(request), queried(request).text("state", SHORT))
    context = {"lines": lines, "mail_server": queries.mail_server_configured()}
    return render(request, "outbox/messages.html", context)


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
