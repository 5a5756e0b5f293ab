"""Pages that close and reopen a client's request."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.conversations import policy
from amity.conversations.notes.page import crumbs
from amity.conversations.requests import commands, forms, queries
from amity.people.queries import person_of
from amity.ui.acts import ActPage, act_page
from amity.ui.asked import posted


def close_request(request: HttpRequest, request_id: int) -> HttpResponse:
    """Close a request with a reason."""
    actor = actor_of(request)
    seen = queries.request_seen_by(actor, request_id)
    policy.may_close(person_of(actor), seen).or_refuse()
    form = forms.ClosingForm(request.POST or None, initial={"version": seen.version})
    back = reverse("accounts:plan", args=[seen.account_id]) + "#requests"
    page = ActPage(
        title=_("Close request"), button=_("Close request"), back=back, crumbs=crumbs(seen.account), hint=seen.words
    )

    def act(values: dict[str, Any]) -> str:
        commands.close_request(
            by=actor, request_id=request_id, version=values["version"], fields=form.value_given(), now=timezone.now()
        )
        messages.success(request, _("Request closed."))
        return back

    return act_page(request, page, form, act)


@require_POST
def reopen_request(request: HttpRequest, request_id: int) -> HttpResponse:
    """Reopen a request."""
    version = posted(request).whole("version")
    seen = commands.reopen_request(by=actor_of(request), request_id=request_id, version=version, now=timezone.now())
    messages.success(request, _("Request reopened."))
    return redirect(reverse("accounts:plan", args=[seen.account_id]) + "#requests")
