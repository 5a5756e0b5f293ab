"""Add and remove top-ups."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.retainers.action_pages import form_page, to_agree
from amity.retainers.form_fields import minor
from amity.retainers.periods import queries as periods
from amity.retainers.top_ups import commands
from amity.retainers.top_ups.forms import TopUpForm


def buy_top_up(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Record a top-up the client bought in addition to what is included."""
    actor, seen = to_agree(request, agreement_id)
    today = timezone.localdate()
    form = TopUpForm(
        request.POST or None, kind=periods.kind_now(seen, today), currency=seen.currency, initial={"valid_from": today}
    )

    def act(values: dict[str, Any]) -> None:
        price = minor(values["price"], seen.currency) or 0
        fields = values | {"amount": form.amount_in(values), "price": price}
        commands.buy_top_up(by=actor, agreement_id=agreement_id, now=timezone.now(), **fields)

    hint = _("The first to expire is used first. A top-up can be used until the end of the period in which it expires.")
    return form_page(request, seen, form, act, (lazy("Add a top-up"), lazy("Save top-up")), hint)


@require_POST
def take_back_top_up(request: HttpRequest, agreement_id: int, top_up_id: int) -> HttpResponse:
    """Withdraw a top-up that was recorded by mistake."""
    commands.take_back_top_up(by=actor_of(request), agreement_id=agreement_id, top_up_id=top_up_id, now=timezone.now())
    messages.success(request, _("Top-up removed. The audit log still shows it."))
    return redirect("retainers:retainer", agreement_id)
