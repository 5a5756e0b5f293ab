"""The page before a contact is erased: what goes, what stays and why."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.contacts.queries import contact_seen_by
from amity.accounts.erasure import commands, queries
from amity.accounts.erasure.forms import EraseContactForm
from amity.audit.actor_rights import actor_of
from amity.ui.acts import ActPage, act_page


def erase_contact(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Erase who a contact was, once it is confirmed."""
    actor = actor_of(request)
    seen = contact_seen_by(actor, contact_id)
    queries.may_erase(actor, seen).or_refuse()
    back = reverse("accounts:contact", args=[contact_id])
    form = EraseContactForm(request.POST or None, initial={"version": seen.version})
    account = (seen.account.name, reverse("accounts:account", args=[seen.account_id]))
    page = ActPage(
        title=_("Erase %(name)s") % {"name": seen.name}, button=_("Erase contact"), back=back,
        crumbs=((_("Accounts"), reverse("accounts:accounts")), account, (seen.name, back)),
        hint=_("When someone asks that their personal data be deleted."), template="accounts/erase_contact.html",
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        version = values["version"] or 0
        erased = commands.erase_contact(by=actor, contact_id=contact_id, version=version, now=timezone.now())
        messages.success(request, _("Contact erased. They’re now named %(name)s.") % {"name": erased.name})
        return back

    return act_page(request, page, form, act)
