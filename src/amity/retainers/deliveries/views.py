"""Record delivered units, and remove a record."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.retainers.action_pages import form_page, to_work
from amity.retainers.deliveries import commands
from amity.retainers.deliveries.forms import DeliveryForm
from amity.ui import formats


def count_delivery(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Record delivered units."""
    actor, seen = to_work(request, agreement_id)
    form = DeliveryForm(request.POST or None, initial={"delivered_on": timezone.localdate()})

    def act(values: dict[str, Any]) -> None:
        commands.count_delivery(by=actor, agreement_id=agreement_id, now=timezone.now(), **values)

    return form_page(request, seen, form, act, (lazy("Add delivered units"), lazy("Save delivered units")))


@require_POST
def take_back_delivery(request: HttpRequest, agreement_id: int, delivery_id: int) -> HttpResponse:
    """Withdraw a delivery that was recorded by mistake."""
    row = commands.take_back_delivery(
        by=actor_of(request), agreement_id=agreement_id, delivery_id=delivery_id, now=timezone.now()
    )
    messages.success(request, _("Units delivered on %(day)s removed.") % {"day": formats.full_day(row.delivered_on)})
    return redirect("retainers:retainer", agreement_id)
