"""Page for the accounts of a file's clients."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.imports.invoices.clients import decide_clients
from amity.shared.errors import Invalid, Refused
from amity.ui.asked import SHORT, posted


@require_POST
def clients(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Save which account each client of a file is. The fields are pairs of a client and its answer."""
    sent = posted(request)
    chosen = dict(zip(sent.texts("client"), sent.texts("answer", SHORT), strict=False))
    try:
        decide_clients(by=actor_of(request), batch_id=batch_id, chosen=chosen, now=timezone.now())
    except (Invalid, Refused) as fault:
        messages.warning(request, fault.sentence)
    return redirect("imports:batch", batch_id)
