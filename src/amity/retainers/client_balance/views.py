"""The page for what the client sees of a retainer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.retainers.action_pages import form_page, to_agree
from amity.retainers.client_balance import commands, queries
from amity.retainers.client_balance.forms import BalanceForm


def set_client_balance(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Choose whether the client sees the balance of a retainer on their pages."""
    actor, seen = to_agree(request, agreement_id)
    form = BalanceForm(request.POST or None)
    form.fill(queries.balance_of(actor, agreement_id))

    def act(values: dict[str, Any]) -> None:
        commands.set_client_balance(
            by=actor, agreement_id=agreement_id, version=values["version"] or 0, fields=form.value_given(),
            now=timezone.now(),
        )  # fmt: skip

    hint = _("Only contacts who may see estimates, agreements and budgets see it.")
    words = (lazy("Balance for the client"), lazy("Save balance for the client"))
    return form_page(request, seen, form, act, words, hint)
