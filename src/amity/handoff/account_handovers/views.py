"""The page that starts the handover of an account."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit.actor_rights import actor_of
from amity.handoff import queries
from amity.handoff.account_handovers import commands, forms
from amity.ui.acts import ActPage, act_page
from amity.ui.asked import queried


def prepare_account(request: HttpRequest) -> HttpResponse:
    """Start the handover of an account."""
    actor = actor_of(request)
    initial = {"starts_on": timezone.localdate(), "account_id": queried(request).whole("account") or ""}
    form = forms.AccountForm(request.POST or None, by=actor, initial=initial)
    queries.may_give_accounts(actor).or_refuse()
    back = reverse("handoff:handoffs")
    page = ActPage(
        title=_("Hand over an account"), button=_("Start handover"), back=back, crumbs=((_("Hand-offs"), back),),
        hint=_("This includes people, promises, open points and what not to say. Access follows the dates."),
    )  # fmt: skip

    def act(_values: dict[str, Any]) -> str:
        begun = commands.prepare_account(by=actor, fields=form.value_given(), now=timezone.now())
        return queries.first_page_of(begun)

    return act_page(request, page, form, act)
