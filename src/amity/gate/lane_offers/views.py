"""Take or dismiss an offer on the page of an account's lanes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.gate.lane_offers import commands
from amity.gate.lane_offers.rules import DISMISSED, TAKEN
from amity.ui.asked import posted


@require_POST
def answer_offer(request: HttpRequest, offer_id: int) -> HttpResponse:
    """Take the lane that is offered, or dismiss the offer."""
    is_taken = posted(request).choice("answer", (TAKEN, DISMISSED)) == TAKEN
    offer = commands.answer_offer(by=actor_of(request), offer_id=offer_id, is_taken=is_taken, now=timezone.now())
    messages.success(request, _("Lane changed.") if is_taken else _("Offer dismissed."))
    return redirect("gate:account_lanes", offer.account_id)
