"""The frame around forms about a report."""

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.contact_reports.models import ContactReport
from amity.ui.acts import ActPage


def crumbs(account: Account) -> tuple[tuple[str, str], ...]:
    """Return the way to an account's pages."""
    home = reverse("accounts:account", args=[account.pk])
    return ((_("Accounts"), reverse("accounts:accounts")), (account.name, home))


def address_of(report: ContactReport) -> str:
    """Return the URL of a report's page."""
    return reverse("contact_reports:contact_report", args=[report.pk])


def name_of(report: ContactReport) -> str:
    """Return a report's name: contact report and its number."""
    return _("Contact report %(number)s") % {"number": report.number}


def frame(report: ContactReport, title: str, button: str, hint: str = "") -> ActPage:
    """Return a page with one form about a report."""
    here = address_of(report)
    return ActPage(
        title=title, button=button, back=here, crumbs=(*crumbs(report.account), (name_of(report), here)), hint=hint
    )  # fmt: skip
