"""The page of an account's conversation."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from amity.accounts.pages import tab_context
from amity.accounts.timeline import page
from amity.accounts.timeline.filters import ConversationFilters
from amity.audit.actor_rights import actor_of
from amity.shared.caches.reading import reading_on

MORE: Final = "conversation-more"
CARD: Final = "conversation"


@require_safe
def conversation(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show what was exchanged with the client. HTMX asks for the card alone, or only for earlier events."""
    part = {MORE: "#events", CARD: "#card"}.get(request.headers.get("HX-Target", ""), "")
    with reading_on():
        actor, context = actor_of(request), tab_context(request, account_id, "conversation")
        account, whole = context["account"], context["rights"].whole
        form = ConversationFilters(request.GET, by=actor, account=account, whole=whole)
        context |= page.context(actor, account, form, whole=whole)
        context["is_added"] = part == "#events"
        response = render(request, f"accounts/conversation.html{part}", context)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response
