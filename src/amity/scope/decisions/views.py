"""The page on which requests are confirmed one after another by key, and the form that decides."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from amity.audit.actor_rights import actor_of
from amity.people.queries import person_of
from amity.scope import policy
from amity.scope.decisions import commands, page, queries
from amity.scope.declining import page as declining
from amity.scope.requests.queries import request_seen_by
from amity.ui.acts import acted
from amity.ui.asked import queried


@require_safe
def confirm(request: HttpRequest) -> HttpResponse:
    """Show the requests to confirm, one of them open with its assessment and the decisions."""
    actor = actor_of(request)
    rows = list(queries.to_confirm(actor, timezone.localdate()))
    context = page.context(request, actor, rows, queried(request).whole("request"))
    return render(request, "scope/confirm.html", context)


@require_POST
def decide(request: HttpRequest, request_id: int) -> HttpResponse:
    """Decide on a request, and go on to the next one."""
    actor = actor_of(request)
    seen = request_seen_by(actor, request_id)
    policy.may_decide(person_of(actor), seen).or_refuse()
    rows = list(queries.to_confirm(actor, timezone.localdate()))
    following = queries.next_after(rows, request_id)
    form = page.decision_form(request, actor, seen)

    def act(values: dict[str, Any]) -> str:
        one = commands.decide_request(
            by=actor, request_id=request_id, version=values["version"], fields=form.value_given(), now=timezone.now()
        )
        messages.success(request, declining.offered(actor, one, page.decided(one)))
        return f"{reverse('scope:confirm')}?request={following.pk}" if following else reverse("scope:confirm")

    answer = acted(request, form, act)
    if answer is not None:
        return redirect(answer["Location"])
    known = rows if any(one.pk == request_id for one in rows) else [seen, *rows]
    status = 409 if form.stale_sentence else 422
    return render(request, "scope/confirm.html", page.context(request, actor, known, request_id, form), status=status)
