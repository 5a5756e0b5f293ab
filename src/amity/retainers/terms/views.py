"""The page for terms from a period on."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.retainers.action_pages import form_page, to_agree
from amity.retainers.periods import queries as periods
from amity.retainers.terms import commands
from amity.retainers.terms.forms import PeriodTermsForm


def agree_period_terms(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Set other terms from a period on."""
    actor, seen = to_agree(request, agreement_id)
    today = timezone.localdate()
    terms, first = periods.terms_now(seen, today)
    form = PeriodTermsForm(
        request.POST or None, terms=terms, currency=seen.currency, first=first,
        initial={"valid_from": seen.starts_on if first else today.replace(day=1)},
    )  # fmt: skip

    def act(values: dict[str, Any]) -> None:
        commands.agree_period_terms(by=actor, agreement_id=agreement_id, terms=form.terms(), now=timezone.now())

    hint = _("The terms apply from the period that contains this date. Earlier periods keep their terms.")
    return form_page(request, seen, form, act, (lazy("Change terms"), lazy("Save terms")), hint)
