"""Values of the page of renewals."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.agency.queries import agency
from amity.agreements.models import Agreement
from amity.agreements.wording import RENEWALS
from amity.growth import policy
from amity.growth.renewals import queries, rules
from amity.growth.renewals.queries import Renewal
from amity.growth.renewals.rules import Quarter
from amity.invoicing.addresses import invoices_of
from amity.invoicing.queries import may_see as may_see_invoices
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui import formats
from amity.ui.links import Link


def context(by: Actor, order: str) -> dict[str, Any]:
    """Return the renewals of the next four quarters, in an order that the actor can choose."""
    today, sees_fee = timezone.localdate(), policy.sees_fee(person_of(by))
    if order == rules.BY_WORTH and not sees_fee:
        order = rules.BY_DATE
    quarters = queries.renewals_by_quarter(by, today, order)
    count = sum(len(one.rows) for one in quarters)
    near = sum(one.notice_is_near for quarter in quarters for one in quarter.rows)
    return {
        "title": _title(count, near), "currency": agency().currency,
        "sees_fee": sees_fee, "any": count > 0, "orders": _orders(order, sees_fee=sees_fee),
        "quarters": [
            (one, name_of(one.quarter), [_row(*each, by, today) for each in zip(one.rows, one.amounts, strict=True)])
            for one in quarters
        ],
    }  # fmt: skip


def _orders(order: str, *, sees_fee: bool) -> list[Link]:
    """Return links to the orders. That by worth would reveal it."""
    labels = {rules.BY_DATE: _("Date"), rules.BY_ACCOUNT: _("Account")}
    if sees_fee:
        labels[rules.BY_WORTH] = _("Value")
    return [Link(label, f"?sort={key}", key == order) for key, label in labels.items()]


def name_of(quarter: Quarter) -> str:
    """Return the name of a quarter, as Q1 2027."""
    year, number = quarter
    return _("Q%(number)s %(year)s") % {"number": number, "year": year}


def _title(count: int, near: int) -> str:
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


def _row(one: Renewal, amount: int | None, by: Actor, today: date) -> dict[str, Any]:
    person = person_of(by)
    query = urlencode({"from": f"{Agreement._meta.label_lower}:{one.agreement.pk}"})
    return {
        "one": one, "amount": amount, "worth": worth_of(one), "opens": worth_page(by, one, today),
        "renewal": capfirst(str(RENEWALS[one.agreement.renewal])),
        "may_record": not one.is_closed and bool(policy.may_record(person, one.agreement.account)),
        "new": f"{reverse('growth:record_on_account', args=[one.agreement.account_id])}?{query}",
    }  # fmt: skip
