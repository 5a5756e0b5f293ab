"""The register of rights: one right, new or changed, and let go."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts import queries as accounts
from amity.agreements import commands
from amity.agreements.forms.setting import LetGoForm, RightForm
from amity.agreements.queries.register import lines_of_account, may_register, right_to_change
from amity.agreements.views.acting import act_with_file
from amity.audit.standing import actor_of
from amity.ui.acts import ActPage, act_page


def register_right(request: HttpRequest, account_id: int) -> HttpResponse:
    """Put a right into the register."""
    actor = actor_of(request)
    account = accounts.account_seen_by(actor, account_id)
    may_register(actor, account).or_refuse()
    form = RightForm(request.POST or None, request.FILES or None, lines=lines_of_account(account))
    page = _page(_("Register a right"), _("Register the right"))

    def act(_values: dict[str, Any], file_id: int | None) -> str:
        commands.register_right(
            by=actor, account_id=account_id, said=form.said(), line_ids=form.cleaned_data.get("line_ids", ()),
            file_id=file_id, now=timezone.now(),
        )  # fmt: skip
        return page.back

    return act_with_file(request, page, form, act)


def right(request: HttpRequest, right_id: int) -> HttpResponse:
    """A right, said anew by who may, as when it was prolonged."""
    actor = actor_of(request)
    seen = right_to_change(actor, right_id)
    form = RightForm(request.POST or None, request.FILES or None, lines=lines_of_account(seen.account))
    form.fill(seen)
    page = _page(seen.title, _("Save the right"))

    def act(values: dict[str, Any], file_id: int | None) -> str:
        commands.change_right(
            by=actor, right_id=right_id, version=values["version"], said=form.said(), file_id=file_id,
            line_ids=form.cleaned_data.get("line_ids", ()), now=timezone.now(),
        )  # fmt: skip
        return page.back

    return act_with_file(request, page, form, act)


def let_right_go(request: HttpRequest, right_id: int) -> HttpResponse:
    """Say that work uses a right no longer."""
    actor = actor_of(request)
    seen = right_to_change(actor, right_id)
    form = LetGoForm(request.POST or None)
    form.fill(seen)
    page = _page(_("Let the right go"), _("Let it go"))

    def act(values: dict[str, Any]) -> str:
        commands.let_right_go(by=actor, right_id=right_id, now=timezone.now(), **values)
        return page.back

    return act_page(request, page, form, act)


def _page(title: str, button: str) -> ActPage:
    back = reverse("agreements:rights")
    return ActPage(title=title, button=button, back=back, crumbs=((_("Rights"), back),))
