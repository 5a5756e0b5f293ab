"""Pages for covers."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.accounts import queries
from amity.accounts.action_pages import people_page
from amity.accounts.covers import commands, forms
from amity.audit.actor_rights import actor_of
from amity.ui.acts import act_page
from amity.ui.asked import posted


def set_cover(request: HttpRequest, account_id: int) -> HttpResponse:
    """Add a stand-in for the account manager."""
    actor = actor_of(request)
    account = queries.account_seen_by(actor, account_id)
    queries.may_cover(actor, account).or_refuse()
    form = forms.CoverForm(request.POST or None, account=account)
    page = people_page(
        account, _("Name a stand-in"), _("Save stand-in"),
        hint=_("From the first day to the last, your stand-in sees the whole account and gets its questions and "
"emails."),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        commands.set_cover(by=actor, account_id=account_id, fields=form.value_given(), now=timezone.now())
        return page.back

    return act_page(request, page, form, act)


@require_POST
def end_cover(request: HttpRequest, cover_id: int) -> HttpResponse:
    """End a cover now, or cancel one that hasn't started."""
    version = posted(request).whole("version")
    cover = commands.end_cover(by=actor_of(request), cover_id=cover_id, version=version, now=timezone.now())
    messages.success(request, _("Cover ended. Queues and access are back with the account manager."))
    return redirect("accounts:people", cover.account_id)
