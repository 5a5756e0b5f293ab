"""Frame shared by the pages of actions on one account."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.ui.acts import ActPage


def page_of(account_id: int, name: str, title: str, button: str, hint: str = "") -> ActPage:
    """Return an action page whose way back is the account's own page."""
    back = reverse("accounts:account", args=[account_id])
    crumbs = ((_("Accounts"), reverse("accounts:accounts")), (name, back))
    return ActPage(title=title, button=button, back=back, crumbs=crumbs, hint=hint)


def people_page(account: Account, title: str, button: str, hint: str = "") -> ActPage:
    """Return an action page whose way back is the account's tab People."""
    page = page_of(account.pk, account.name, title, button, hint)
    return replace(page, back=reverse("accounts:people", args=[account.pk]))
