"""Bill or write off the overage of a period."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.retainers import wording
from amity.retainers.action_pages import form_page, to_agree
from amity.retainers.overage import commands
from amity.retainers.overage.forms import OverForm
from amity.retainers.periods import queries as periods
from amity.retainers.periods.rules import price_of
from amity.shared.dates.periods import month_of
from amity.shared.errors import NotSeen
from amity.shared.money import Money
from amity.timesheets import months
from amity.timesheets.queries import closed_months
from amity.ui import formats


def decide_over(request: HttpRequest, agreement_id: int, period: str) -> HttpResponse:
    """Bill or write off the overage of a period."""
    actor, seen = to_agree(request, agreement_id)
    begins = _day(period)
    found = periods.period_beginning(seen, begins, timezone.localdate())
    if request.method == "GET":
        months.refuse_closed(closed_months() & {month_of(found.span.last)})
    unit = wording.unit_of(seen, found.terms, fee=True)
    is_decided = seen.over_decisions.filter(period=begins).exists()
    initial = {"given": found.given} if is_decided else {}
    form = OverForm(request.POST or None, kind=found.terms.kind, currency=seen.currency, initial=initial)

    def act(values: dict[str, Any]) -> None:
        given = form.amount_in(values)
        commands.decide_over(by=actor, agreement_id=agreement_id, period=begins, given=given, now=timezone.now())

    price = Money(price_of(found.terms, found.row.over, seen.currency), seen.currency)
    names = {
        "amount": formats.hours(found.row.over, "exact") if unit.kind == "hours" else unit.plain(found.row.over),
        "period": wording.named(found.span), "price": formats.money(price, cents=False),
    }  # fmt: skip
    hint = _("Overage in %(period)s: %(amount)s, or %(price)s if you bill all of it.") % names
    if unit.kind == "value" or not price.minor:
        hint = _("Overage in %(period)s: %(amount)s.") % names
    form.fields["given"].help_text = _("Enter 0 to bill all of it, or %(amount)s to write all of it off.") % names
    return form_page(request, seen, form, act, (lazy("Bill or write off overage"), lazy("Save decision")), hint)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotSeen(_("No period starts on that date. Choose the first day of a period.")) from None
