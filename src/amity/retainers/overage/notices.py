"""Notify the account manager of overage that someone else wrote off or billed."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.agreements.models import Agreement
from amity.agreements.policy import sees_fee
from amity.notifications import rules as notices
from amity.notifications.commands import notify
from amity.people.models import Person
from amity.retainers import wording
from amity.retainers.periods.rules import Period, price_of
from amity.shared.actor import Actor
from amity.shared.money import Money
from amity.ui import formats


def notify_manager(
    by: Actor, agreement: Agreement, period: Period, given: int, now: datetime, *, reason: str = ""
) -> None:
    """Notify the account manager of overage of which so much was written off, or all billed for 0.

    With a `reason` it was accepted at the month end, where nobody had decided on it.
    """
    manager = agreement.account.manager if agreement.account else None
    if manager is None:
        return

    def text() -> str:
        written_off = _("%(who)s wrote off %(amount)s of overage: %(retainer)s, %(period)s.")
        billed = _("%(who)s billed %(amount)s of overage: %(retainer)s, %(period)s.")
        sentence = (written_off if given else billed) % {
            "who": by.label, "amount": _amount(agreement, period, given or period.row.over, manager),
            "retainer": agreement.title, "period": wording.named_with_year(period.span),
        }  # fmt: skip
        return " ".join([sentence, _("Reason: %(reason)s") % {"reason": reason}] if reason else [sentence])

    page = reverse("retainers:retainer", args=[agreement.pk])
    account = agreement.account.name if agreement.account else ""
    notify(person=manager, kind=notices.OVERAGE, text=text, path=page, now=now, by=by, account=account)


def _amount(agreement: Agreement, period: Period, part: int, reader: Person) -> str:
    """Return a part of the overage, the last of it, by its price as far as the reader sees fees."""
    terms, over, currency = period.terms, period.row.over, agreement.currency
    if terms.rate is None or not sees_fee(reader):
        return wording.unit_of(agreement, terms, fee=sees_fee(reader)).plain(part)
    price = price_of(terms, over, currency) - price_of(terms, over - part, currency)
    return formats.money(Money(price, currency), cents=False)
