"""The button that marks the question of an email as answered."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.gate.answering.commands import settle_question as settle


@require_POST
def settle_question(request: HttpRequest, item_id: int) -> HttpResponse:
    """Mark the question of an email as answered elsewhere."""
    settle(by=actor_of(request), item_id=item_id, now=timezone.now())
    messages.success(request, _("Question marked as answered."))
    return redirect("gate:item", item_id)
