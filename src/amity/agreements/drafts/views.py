"""Pages that draft, record, change or withdraw an agreement."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts import queries as accounts
from amity.agreements import queries
from amity.agreements.action_pages import page_of, to_change
from amity.agreements.choices import parents_for
from amity.agreements.drafts import commands
from amity.agreements.drafts.forms import DraftForm, OpenAgreementForm, ParticularsForm
from amity.audit.actor_rights import actor_of
from amity.ui.acts import ActPage, act_page


def draft_agreement(request: HttpRequest, account_id: int) -> HttpResponse:
    """Draft an agreement."""
    actor = actor_of(request)
    account = accounts.account_seen_by(actor, account_id)
    queries.may_draft(actor, account).or_refuse()
    form = DraftForm(request.POST or None, parents=parents_for(actor, account))
    back = reverse("accounts:account", args=[account_id])
    page = ActPage(
        title=_("Draft an agreement"), button=_("Create draft"), back=back, crumbs=((account.name, back),),
        hint=_("The draft starts with your standard terms. Nothing is sent to the client."),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        drafted = commands.draft_agreement(by=actor, account_id=account_id, now=timezone.now(), **values)
        return reverse("agreements:agreement", args=[drafted.pk])

    return act_page(request, page, form, act)


def change_particulars(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Change the title, parent, signer and dates."""
    actor = actor_of(request)
    seen = to_change(request, agreement_id)
    parents = [one for one in parents_for(actor, seen.account, seen.kind) if one[0] != str(seen.pk)]
    form = ParticularsForm(request.POST or None, parents=parents, kind=seen.kind)
    form.fill(seen)
    page = page_of(agreement_id, str(seen), _("Details and dates"), _("Save"), grid=True)

    def act(values: dict[str, Any]) -> str:
        commands.change_particulars(
            by=actor, agreement_id=agreement_id, version=values["version"], particulars=form.value_given(),
            now=timezone.now(),
        )  # fmt: skip
        return page.back

    return act_page(request, page, form, act)


def open_agreement(request: HttpRequest, account_id: int) -> HttpResponse:
    """Record an agreement that was signed elsewhere."""
    actor = actor_of(request)
    account = accounts.account_seen_by(actor, account_id)
    form = OpenAgreementForm(request.POST or None)
    back = reverse("accounts:account", args=[account_id])
    page = ActPage(
        title=_("Record a signed agreement"), button=_("Save agreement"), back=back, crumbs=((account.name, back),),
        hint=_("For an agreement made outside Amity. It will be in force at once. You add the fee terms next."),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        opened = commands.open_agreement(by=actor, account_id=account_id, now=timezone.now(), **values)
        return reverse("agreements:agree_terms", args=[opened.pk])

    return act_page(request, page, form, act)
