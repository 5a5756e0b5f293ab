"""Pages that offer a hand-off and withdraw the offer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.handoff.offers import commands
from amity.people.sign_in.queries import can_sign_in
from amity.shared.errors import Invalid, Refused


@require_POST
def offer(request: HttpRequest, handoff_id: int) -> HttpResponse:
    """Offer a hand-off. The page itself says what is missing, and that its taker can't sign in."""
    try:
        offered = commands.offer_handoff(by=actor_of(request), handoff_id=handoff_id, now=timezone.now())
        if offered.taker is None or can_sign_in(offered.taker):
            messages.success(request, _("Offered to %(name)s.") % {"name": offered.taker})
    except (Invalid, Refused) as fault:
        messages.error(request, fault.sentence)
    return redirect("handoff:handoff", handoff_id)


@require_POST
def take_back(request: HttpRequest, handoff_id: int) -> HttpResponse:
    """Withdraw the offer to change it."""
    try:
        commands.take_back(by=actor_of(request), handoff_id=handoff_id, now=timezone.now())
    except Refused as fault:
        messages.error(request, fault.sentence)
    return redirect("handoff:handoff", handoff_id)
