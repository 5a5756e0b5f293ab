"""A person's own beliefs, with what became of them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.gate.beliefs import commands, queries
from amity.gate.beliefs.rules import OUTCOMES
from amity.gate.items.page import tab_links
from amity.ui.asked import posted

MOST = 100


def beliefs(request: HttpRequest) -> HttpResponse:
    """Show what the reader believed when they returned an email."""
    actor = actor_of(request)
    context = {
        "places": tab_links(actor, "beliefs", timezone.now()),
        "beliefs": queries.own_beliefs(actor)[:MOST],
        "score": queries.own_score(actor),
    }
    return render(request, "gate/beliefs.html", context)


@require_POST
def set_outcome(request: HttpRequest, belief_id: int) -> HttpResponse:
    """Record whether the reader was right."""
    outcome = posted(request).choice("outcome", OUTCOMES)
    commands.set_outcome(by=actor_of(request), belief_id=belief_id, outcome=outcome, now=timezone.now())
    messages.success(request, _("Saved. Only you see it."))
    return redirect("gate:beliefs")
