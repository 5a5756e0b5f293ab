"""Words and links of renewals."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.growth.renewals import rules
from amity.growth.renewals.queries import Renewal
from amity.growth.renewals.rules import Quarter
from amity.invoicing.addresses import invoices_of
from amity.invoicing.queries import may_see as may_see_invoices
from amity.shared.actor import Actor
from amity.ui import formats


def name_of(quarter: Quarter) -> str:
    """Return the name of a quarter, as Q1 2027."""
    year, number = quarter
    return _("Q%(number)s %(year)s") % {"number": number, "year": year}


def title(count: int, near: int) -> str:
    """Return how many agreements need a decision soon, or else how many end or renew."""
    if near:
        return ngettext(
            "%(count)s agreement needs a decision before its notice date",
            "%(count)s agreements need a decision before their notice dates", near,
        ) % {"count": near}  # fmt: skip
    return ngettext(
        "%(count)s renewal in the next four quarters", "%(count)s renewals in the next four quarters", count
    ) % {"count": count}  # fmt: skip


def basis_of(one: Renewal) -> str:
    """Return what the yearly worth of a renewal is based on, "" where it isn't known."""
    if one.worth is None:
        return ""
    if one.basis == rules.INVOICED:
        return _("Invoiced in the last 12 months")
    if one.basis == rules.PARTLY_INVOICED and one.since:
        return _("Invoiced since %(day)s") % {"day": formats.dated(one.since)}
    return _("Terms of the agreement")


def worth_of(one: Renewal) -> str:
    """Return what an agreement is worth a year and what that is based on, in words."""
    if one.worth is None:
        return _("value not known")
    amount = formats.money(one.worth)
    if one.basis == rules.INVOICED:
        return _("%(amount)s a year, as invoiced in the last 12 months") % {"amount": amount}
    if one.basis == rules.PARTLY_INVOICED and one.since:
        return _("%(amount)s invoiced since %(day)s") % {"amount": amount, "day": formats.dated(one.since)}
    return _("%(amount)s a year by its terms") % {"amount": amount}


def worth_page(by: Actor, one: Renewal, today: date) -> str:
    """Return the page that the worth was read from: invoices of the account, or the agreement, "" for neither."""
    if one.worth is None:
        return ""
    if one.basis == rules.TERMS or one.since is None:
        return reverse("agreements:agreement", args=[one.agreement.pk])
    days = {"since": one.since.isoformat(), "until": today.isoformat()}
    account = one.agreement.account
    return invoices_of(account, status="issued", **days) if account and may_see_invoices(by) else ""
