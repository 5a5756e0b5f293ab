"""Page that fills blank fields from the account."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.briefs.prefill import commands as prefill
from amity.briefs.redirects import back_to


@require_POST
def fill(request: HttpRequest, brief_id: int) -> HttpResponse:
    """Fill the blank fields from the goal and the strategy of the account."""
    prefill.fill_from_account(by=actor_of(request), brief_id=brief_id, now=timezone.now())
    messages.success(request, _("Empty fields filled in from the goal and the strategy."))
    return back_to(brief_id, "#what")
