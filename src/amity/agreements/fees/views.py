"""The page for the fee terms of an agreement."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.agreements import queries as agreement_queries
from amity.agreements.action_pages import page_of, to_change
from amity.agreements.drafts import commands
from amity.agreements.fees import queries as fee_queries
from amity.agreements.fees import rules as fees
from amity.agreements.fees.forms import TermsForm
from amity.audit.actor_rights import actor_of
from amity.ui.acts import act_page


def agree_terms(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Set the fee terms."""
    actor = actor_of(request)
    seen = to_change(request, agreement_id)
    form = TermsForm(request.POST or None)
    form.fill(seen)
    page = page_of(
        agreement_id, str(seen), _("Fee terms"), _("Save fee terms"), grid=True,
        hint=_("Time already logged keeps its price, even if the hourly rate changes."),
    )  # fmt: skip
    before = agreement_queries.terms_of(seen)

    def act(values: dict[str, Any]) -> str:
        terms = form.value_given()
        commands.agree_terms(
            by=actor, agreement_id=agreement_id, version=values["version"], terms=terms, now=timezone.now()
        )
        if fees.changes_prices(before, terms):
            messages.warning(request, fee_queries.prices_kept_sentence())
        return page.back

    return act_page(request, page, form, act)
