"""Figures of work at no charge: the entries that each counts, and their address."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amity.people.models import Person
from amity.shared.permission import MoneyRight
from amity.timesheets.hooks import Counted

VALUED: Final = "at_no_charge"
UNRATED: Final = "at_no_charge_unrated"
LABELS: Final[Mapping[str, str | Promise]] = {VALUED: _("At no charge"), UNRATED: _("At no charge, without a rate")}


def entries_url(figure: str, account_id: int, month: int) -> str:
    """Return the address of the entries that a figure of an account and a month (YYYYMM) counts."""
    return f"{reverse('timesheets:entries')}?{urlencode({'account': account_id, 'month': month, 'figure': figure})}"


def counted(person: Person, key: str) -> Counted | None:
    """Return the entries of a figure: those in the currency of their account with a rate, or those without one."""
    if key not in LABELS or person.money_right < MoneyRight.FEE:
        return None
    priced = Q(standard__isnull=False, value_currency=F("account__currency"))
    return Counted(str(LABELS[key]), Q(priced if key == VALUED else Q(standard=None), courtesy=True))
