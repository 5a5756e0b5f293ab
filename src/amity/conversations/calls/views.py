"""The page before a call."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from amity.audit.actor_rights import actor_of
from amity.conversations.calls import page
from amity.conversations.calls.call import call_with


@require_safe
def before_contact(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Show what to know before a call with a contact."""
    actor = actor_of(request)
    call = call_with(actor, contact_id, timezone.now())
    return render(request, "conversations/before.html", page.context(actor, call))
