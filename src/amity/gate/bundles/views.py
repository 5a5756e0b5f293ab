"""The buttons that make one email of several items, and that take it apart."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.gate.bundles import commands
from amity.gate.items.forms import read_in
from amity.gate.items.outcomes import show_outcome
from amity.ui.asked import SHORT, posted


@require_POST
def bundle(request: HttpRequest) -> HttpResponse:
    """Make one email of the chosen items, exactly as they were read."""
    actor, read = actor_of(request), read_in(posted(request).texts("read", SHORT))
    made = commands.bundle(by=actor, read=read, now=timezone.now())
    show_outcome(request, made, actor)
    return redirect("gate:item", made.pk)


@require_POST
def take_apart(request: HttpRequest, item_id: int) -> HttpResponse:
    """End a bundle. Its items wait for their own decisions."""
    first, *_others = commands.take_apart(by=actor_of(request), item_id=item_id, now=timezone.now())
    messages.success(request, _("Bundle taken apart. Each email waits for its own decision."))
    return redirect("gate:item", first.pk)
