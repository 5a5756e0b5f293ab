"""Pages of one third-party right: shown, recorded, changed and released."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts import queries as accounts
from amity.audit.actor_rights import actor_of
from amity.files.action_pages import act_with_file
from amity.rights import commands, wording
from amity.rights.forms import LetGoForm, RightForm
from amity.rights.licences import LICENCES
from amity.rights.queries import lines_of_account, may_register, right_page, right_to_change
from amity.ui.acts import ActPage, act_page


def register_right(request: HttpRequest, account_id: int) -> HttpResponse:
    """Record a right for an account."""
    actor = actor_of(request)
    account = accounts.account_seen_by(actor, account_id)
    may_register(actor, account).or_refuse()
    form = RightForm(request.POST or None, request.FILES or None, lines=lines_of_account(account))
    back = reverse("accounts:account", args=[account_id])
    page = ActPage(
        title=_("Add a right"), button=_("Save right"), back=back, crumbs=((account.name, back),),
        hint=_("A right that belongs to a third party and is used in work for this client."),
    )  # fmt: skip

    def act(_values: dict[str, Any], file_id: int | None) -> str:
        made = commands.register_right(
            by=actor, account_id=account_id, fields=form.value_given(), line_ids=form.cleaned_data.get("line_ids", ()),
            file_id=file_id, now=timezone.now(),
        )  # fmt: skip
        return reverse("rights:right", args=[made.pk])

    return act_with_file(request, page, form, act, LICENCES)


def right(request: HttpRequest, right_id: int) -> HttpResponse:
    """Show a right: its holder, territory and dates, the work that uses it, and its document."""
    page = right_page(actor_of(request), right_id, timezone.localdate())
    return render(request, "rights/right.html", {"page": page, "words": wording})


def change_right(request: HttpRequest, right_id: int) -> HttpResponse:
    """Change a third-party right, for example after an extension."""
    actor = actor_of(request)
    seen = right_to_change(actor, right_id)
    form = RightForm(request.POST or None, request.FILES or None, lines=lines_of_account(seen.account, seen))
    form.fill(seen)
    page = _page(_("Edit right"), _("Save right"), seen)

    def act(values: dict[str, Any], file_id: int | None) -> str:
        commands.change_right(
            by=actor, right_id=right_id, version=values["version"], fields=form.value_given(), file_id=file_id,
            line_ids=form.cleaned_data.get("line_ids", ()), now=timezone.now(),
        )  # fmt: skip
        return page.back

    return act_with_file(request, page, form, act, LICENCES)


def let_right_go(request: HttpRequest, right_id: int) -> HttpResponse:
    """Set the last day that work uses a right."""
    actor = actor_of(request)
    seen = right_to_change(actor, right_id)
    form = LetGoForm(request.POST or None)
    form.fill(seen)
    page = _page(
        _("Release right"), _("Release right"), seen,
        _("Amity will stop warning you about it. From the day after, work that uses it can’t go to the client."),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        commands.let_right_go(by=actor, right_id=right_id, now=timezone.now(), **values)
        return page.back

    return act_page(request, page, form, act)


def _page(title: str, button: str, seen: Any, hint: str = "") -> ActPage:
    back = reverse("rights:right", args=[seen.pk])
    crumbs = ((_("Rights"), reverse("rights:rights")), (seen.title, back))
    return ActPage(title=title, button=button, back=back, crumbs=crumbs, hint=hint)
