"""The page on which the account manager sets what a contact sees."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.action_pages import page_of
from amity.audit.actor_rights import actor_of
from amity.portal.access import commands, queries
from amity.portal.access.forms import AccessForm
from amity.ui.acts import act_page


def edit_access(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Set what a contact sees on the client's pages."""
    actor = actor_of(request)
    row = queries.access_seen_by(actor, contact_id)
    contact = row.contact
    form = AccessForm(request.POST or None)
    form.fill(row)
    back = reverse("accounts:contact", args=[contact_id])
    page = page_of(contact.account_id, contact.account.name, _("Edit client pages"), _("Save client pages"))
    hint = _("%(name)s always sees what was sent to them.") % {"name": contact.name}
    page = replace(page, back=back, crumbs=(*page.crumbs, (contact.name, back)), hint=hint)

    def act(values: dict[str, Any]) -> str:
        commands.set_access(
            by=actor, contact_id=contact_id, version=values["version"] or 0, fields=form.value_given(),
            now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Client pages saved."))
        return back

    return act_page(request, page, form, act)
