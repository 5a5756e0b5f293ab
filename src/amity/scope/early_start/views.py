"""The page that lets work start before the signature."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit.actor_rights import actor_of
from amity.people.queries import person_of
from amity.scope import policy
from amity.scope.early_start import commands
from amity.scope.early_start.forms import EarlyStartForm
from amity.scope.places import address_of
from amity.scope.requests import page
from amity.scope.requests.queries import request_seen_by
from amity.ui.acts import act_page


def let_work_start(request: HttpRequest, request_id: int) -> HttpResponse:
    """Let work start before the signature, with the reason."""
    actor = actor_of(request)
    one = request_seen_by(actor, request_id)
    policy.may_let_work_start(person_of(actor), one).or_refuse()
    form = EarlyStartForm(request.POST or None, initial={"version": one.version})
    hint = _("Time logged before the client signs is at risk. The request and its project show how much it is.")
    shown = page.frame(one.account, _("Let work start"), _("Let work start"), address_of(one), hint)

    def act(values: dict[str, Any]) -> str:
        commands.let_work_start(
            by=actor, request_id=request_id, version=values["version"], fields=form.value_given(), now=timezone.now()
        )
        messages.success(request, _("Work can start. The time is at risk until the client signs."))
        return shown.back

    return act_page(request, shown, form, act)
