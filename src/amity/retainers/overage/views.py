"""Bill or write off the overage of a period."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.retainers import wording
from amity.retainers.action_pages import form_page, to_agree
from amity.retainers.overage import commands
from amity.retainers.overage.forms import OverForm
from amity.retainers.overage.shares import button_of, shares_of
from amity.retainers.periods import queries as periods
from amity.retainers.periods.rules import Period, price_of
from amity.retainers.queries import Retainer
from amity.shared.actor import Actor
from amity.shared.dates.periods import month_of
from amity.shared.errors import NotSeen
from amity.shared.money import Money
from amity.timesheets import months
from amity.timesheets.queries import closed_months
from amity.ui import formats


def decide_over(request: HttpRequest, agreement_id: int, period: str) -> HttpResponse:
    """Bill or write off the overage of a period."""
    actor, seen, found = _period(request, agreement_id, period)
    begins = found.span.first
    if request.method == "GET":
        months.refuse_closed(closed_months() & {month_of(found.span.last)})
    unit = wording.unit_of(seen, found.terms, fee=True)
    is_decided = seen.over_decisions.filter(period=begins).exists()
    initial = {"given": found.given} if is_decided else {}
    form = OverForm(request.POST or None, kind=found.terms.kind, currency=seen.currency, initial=initial)
    form.shares_at = reverse("retainers:show_shares", args=[agreement_id, period])
    form.shares = shares_of(seen, found, found.given) if is_decided else ()

    def act(values: dict[str, Any]) -> None:
        given = form.amount_in(values)
        commands.decide_over(by=actor, agreement_id=agreement_id, period=begins, given=given, now=timezone.now())

    price = Money(price_of(found.terms, found.row.over, seen.currency), seen.currency)
    names = {
        "amount": unit.exactly(found.row.over), "period": wording.named(found.span),
        "price": formats.money(price, cents=False),
    }  # fmt: skip
    hint = _("Overage in %(period)s: %(amount)s, or %(price)s if you bill all of it.") % names
    if unit.kind == "value" or not price.minor:
        hint = _("Overage in %(period)s: %(amount)s.") % names
    form.fields["given"].help_text = _("Enter 0 to bill all of it, or %(amount)s to write all of it off.") % names
    return form_page(request, seen, form, act, (_("Bill or write off overage"), button_of(form.shares)), hint)


def show_shares(request: HttpRequest, agreement_id: int, period: str) -> HttpResponse:
    """Draw what is billed and what is written off while the quantity is typed, nothing where it isn't one."""
    _actor, seen, found = _period(request, agreement_id, period)
    form = OverForm(request.GET, kind=found.terms.kind, currency=seen.currency)
    form.is_valid()
    typed = form.cleaned_data
    given = form.amount_in(typed) if typed.get("given") is not None else -1
    shares = shares_of(seen, found, given) if 0 <= given <= found.row.over else ()
    return render(request, "retainers/over_shares.html", {"shares": shares, "button": button_of(shares)})


def _period(request: HttpRequest, agreement_id: int, period: str) -> tuple[Actor, Retainer, Period]:
    """Return the actor, and the retainer and period whose overage they can decide on."""
    actor, seen = to_agree(request, agreement_id)
    return actor, seen, periods.period_beginning(seen, _day(period), timezone.localdate())


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotSeen(_("No period starts on that date. Choose the first day of a period.")) from None
