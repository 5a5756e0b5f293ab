"""Figures of work at no charge: the entries that each counts, and their address."""

from collections.abc import Mapping
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account
from amity.agreements.models import Agreement
from amity.people.models import Person
from amity.shared.numbers import whole_number
from amity.shared.permission import MoneyRight
from amity.timesheets.hooks import Counted

VALUED: Final = "at_no_charge"
UNRATED: Final = "at_no_charge_unrated"
IN_AGREEMENT: Final = "at_no_charge_in-"
LABELS: Final[Mapping[str, str | Promise]] = {VALUED: _("At no charge"), UNRATED: _("At no charge, without a rate")}


def entries_url(figure: str, account_id: int, month: int) -> str:
    """Return the address of the entries that a figure of an account and a month (YYYYMM) counts."""
    return f"{reverse('timesheets:entries')}?{urlencode({'account': account_id, 'month': month, 'figure': figure})}"


def used_url(agreement_id: int, first: date, last: date) -> str:
    """Return the address of the entries that an agreement's budget at no charge counts between two dates."""
    asked = {"since": first.isoformat(), "until": last.isoformat(), "figure": f"{IN_AGREEMENT}{agreement_id}"}
    return f"{reverse('timesheets:entries')}?{urlencode(asked)}"


def counted(person: Person, key: str) -> Counted | None:
    """Return the entries of a figure: those in the currency of their account with a rate, or those without one.

    Those of an agreement are in its currency, for people who can see it.
    """
    if person.money_right < MoneyRight.FEE:
        return None
    if key.startswith(IN_AGREEMENT):
        return _of_agreement(person, whole_number(key.removeprefix(IN_AGREEMENT)))
    if key not in LABELS:
        return None
    priced = Q(standard__isnull=False, value_currency=F("account__currency"))
    return Counted(str(LABELS[key]), Q(priced if key == VALUED else Q(standard=None), courtesy=True))


def _of_agreement(person: Person, agreement_id: int | None) -> Counted | None:
    """Return the entries of an agreement's budget, None if the person can't see its account."""
    seen = Account.objects.visible_to(person).values("pk")
    found = None if agreement_id is None else Agreement.objects.filter(pk=agreement_id, account__in=seen).first()
    if found is None:
        return None
    valued = Q(courtesy=True, standard__isnull=False, value_currency=found.currency)
    return Counted(f"{LABELS[VALUED]} · {found}", valued & Q(project__agreement=found.pk))
