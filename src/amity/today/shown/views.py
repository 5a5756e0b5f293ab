"""Record what was shown, and move kinds to the digest and back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.today.shown import commands


@require_POST
def record_shown(request: HttpRequest) -> HttpResponse:
    """Record that the cards of Today were shown. The page sends this by itself."""
    commands.record_shown(by=actor_of(request), now=timezone.now())
    return HttpResponse(status=204)


@require_POST
def move_to_digest(request: HttpRequest, kind_key: str) -> HttpResponse:
    """Move a kind of cards to Friday's digest."""
    commands.move_to_digest(by=actor_of(request), kind=kind_key, now=timezone.now())
    messages.success(request, _("These cards now arrive in Friday’s digest."))
    return redirect("today:today")


@require_POST
def show_again(request: HttpRequest, kind_key: str) -> HttpResponse:
    """Show a kind of cards on Today again."""
    commands.show_again(by=actor_of(request), kind=kind_key, now=timezone.now())
    messages.success(request, _("These cards are on Today again."))
    return redirect("today:today")
