"""Pages for change orders: draft one, and set its changes to lines, end and months."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.agreements import rules, wording
from amity.agreements.action_pages import page_of, to_change, to_write
from amity.agreements.choices import lines_in
from amity.agreements.drafts import commands as draft_commands
from amity.agreements.orders import commands as order_commands
from amity.agreements.orders import rules as orders
from amity.agreements.orders.forms import ChangeForm, NewEndForm, NewMonthlyForm, OrderForm
from amity.agreements.orders.monthly import monthly_before
from amity.agreements.orders.queries import change_begun, next_order_number
from amity.audit.actor_rights import actor_of
from amity.shared.errors import NotSeen
from amity.ui.acts import act_page
from amity.ui.asked import queried


def draft_order(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Draft a change order of a signed agreement."""
    actor = actor_of(request)
    seen = to_write(request, agreement_id)
    form = OrderForm(request.POST or None, initial={"number": next_order_number(seen)})
    page = page_of(
        agreement_id, str(seen), _("New change order"), _("Create change order"),
        _("The agreement stays as signed. The change order lists what changes and takes effect once signed."),
        done=_("Change order created."),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        order = draft_commands.draft_order(by=actor, agreement_id=agreement_id, now=timezone.now(), **values)
        return reverse("agreements:agreement", args=[order.pk])

    return act_page(request, page, form, act)


def put_change(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Add, change or remove a line in a change order."""
    actor = actor_of(request)
    seen = _order(request, agreement_id)
    begun = change_begun(seen, _asked(request, "line"), _asked(request, "change"))
    if kind := queried(request).choice("act", orders.ACTS):
        begun["act"] = kind
    form = ChangeForm(request.POST or None, offered=lines_in(seen.parent), initial=begun)
    about = " ".join(str(begun[name]) for name in ("number", "title")) if "title" in begun else ""
    page = page_of(
        agreement_id, str(seen), about or _("Add a line"), _("Save change"), grid=True, done=_("Change saved.")
    )

    def act(_values: dict[str, Any]) -> str:
        order_commands.put_change(by=actor, order_id=agreement_id, change=form.value_given(), now=timezone.now())
        return page.back

    return act_page(request, page, form, act)


@require_POST
def take_change_out(request: HttpRequest, agreement_id: int, change_id: int) -> HttpResponse:
    """Remove a line's change from an order."""
    order_commands.take_change_out(by=actor_of(request), order_id=agreement_id, change_id=change_id, now=timezone.now())
    return redirect("agreements:agreement", agreement_id)


def set_new_end(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Set the new end of a change order."""
    actor = actor_of(request)
    seen = _order(request, agreement_id)
    form = NewEndForm(request.POST or None)
    form.fill(seen)
    page = page_of(agreement_id, str(seen), _("New end"), _("Save"), done=_("New end saved."))

    def act(values: dict[str, Any]) -> str:
        order_commands.set_new_end(by=actor, order_id=agreement_id, now=timezone.now(), **values)
        return page.back

    return act_page(request, page, form, act)


def set_new_monthly(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Set the new fee of a retainer's change order, and what a month then includes."""
    actor = actor_of(request)
    seen = _order(request, agreement_id)
    form = NewMonthlyForm(request.POST or None, order=seen)
    page = page_of(
        agreement_id, str(seen), wording.new_monthly(monthly_before(seen)), _("Save"),
        _("Applies to periods from that date once signed. Earlier periods and the agreement don’t change."),
        done=_("New terms saved."),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        order_commands.set_new_monthly(
            by=actor, order_id=agreement_id, version=values["version"], new=form.value_given(),
            from_day=values["from_day"], now=timezone.now(),
        )  # fmt: skip
        return page.back

    return act_page(request, page, form, act)


def _asked(request: HttpRequest, name: str) -> int | None:
    return queried(request).whole(name) or None


def _order(request: HttpRequest, agreement_id: int) -> Any:
    seen = to_change(request, agreement_id)
    if seen.kind != rules.CHANGE_ORDER or seen.parent is None:
        raise NotSeen(_("Change order not found."))
    return seen
