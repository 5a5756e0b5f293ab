"""The pages of one service at one account: what is done there, and where they lead back to."""

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.services.cells import wording
from amity.services.cells.queries import Shown
from amity.ui.acts import ActPage


def services_of(account_id: int) -> str:
    """Return the URL of an account's services."""
    return reverse("services:account", args=[account_id])


def form_page(account: Account, shown: Shown, *, hours: bool) -> ActPage:
    """Return the page of the form for a cell, with what our records have."""
    title = _("%(service)s at %(account)s") % {"service": shown.service.name, "account": account.name}
    crumbs = ((_("Services map"), reverse("services:map")), (account.name, services_of(account.pk)))
    hint = wording.dispute(shown, hours=hours) or wording.records(shown, hours=hours)
    return ActPage(
        title=title, button=_("Save entry"), back=services_of(account.pk), crumbs=crumbs, hint=hint, grid=True
    )  # fmt: skip
