"""End one's own sessions."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.people.sessions import commands


@require_POST
def end_session(request: HttpRequest, reference: uuid.UUID) -> HttpResponse:
    """End one of the actor's own sessions."""
    if commands.end_session(by=actor_of(request), reference=reference, now=timezone.now()):
        messages.success(request, _("Signed out there."))
    else:
        messages.info(request, _("That session has already ended."))
    return redirect("people:own_sign_in")


@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """End the actor's other sessions."""
    key, now = request.session.session_key, timezone.now()
    ended = commands.end_other_sessions(by=actor_of(request), key=key, now=now)
    messages.success(
        request, ngettext("%(count)d other session ended.", "%(count)d other sessions ended.", ended) % {"count": ended}
    )
    return redirect("people:own_sign_in")
