"""The page for terms from a period on."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.agreements.rules import BINDING
from amity.retainers.action_pages import form_page, to_agree
from amity.retainers.periods import queries as periods
from amity.retainers.queries import Retainer
from amity.retainers.terms import commands
from amity.retainers.terms.forms import PeriodTermsForm
from amity.shared.dates.periods import month_of
from amity.timesheets.queries import closed_months


def agree_period_terms(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Set other terms from a period on."""
    actor, seen = to_agree(request, agreement_id)
    today = timezone.localdate()
    terms, first = periods.terms_now(seen, today)
    form = PeriodTermsForm(
        request.POST or None, terms=terms, currency=seen.currency, first=first,
        initial={"valid_from": _first_open(seen, today) if first else today.replace(day=1)},
    )  # fmt: skip

    def act(values: dict[str, Any]) -> None:
        commands.agree_period_terms(by=actor, agreement_id=agreement_id, terms=form.terms(), now=timezone.now())

    return form_page(request, seen, form, act, (lazy("Change terms"), lazy("Save terms")), _hint(seen))


def _first_open(retainer: Retainer, today: date) -> date:
    """Return the retainer's start, or the first of this month once the start is in a closed month."""
    starts = retainer.starts_on or today
    return today.replace(day=1) if month_of(starts) in closed_months() else starts


def _hint(retainer: Retainer) -> str:
    """Return from when terms apply, with the way to a change order where the client would have to sign them."""
    hint = _("The terms apply from the period that contains this date. Earlier periods keep their terms.")
    if retainer.state not in BINDING:
        return hint
    signs = _("If the client is to sign the change:")
    order = reverse("agreements:draft_order", args=[retainer.pk])
    return format_html('{} {} <a href="{}">{}</a>', hint, signs, order, _("New change order"))
