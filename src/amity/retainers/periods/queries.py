"""Queries for one period and for today's terms. The caller checks who can see them."""

from datetime import date

from django.utils.translation import gettext as _

from amity.agreements.models import Agreement
from amity.retainers.periods.ledger_to_date import ledger_to_date
from amity.retainers.periods.rules import Period
from amity.retainers.terms.rules import PeriodTerms, in_force
from amity.shared.errors import NotSeen
from amity.timesheets.sums.queries import last_day


def known_until(today: date) -> date:
    """Return the last day with logged time, today at the latest."""
    newest = last_day()
    return today if newest is None else min(newest, today)


def terms_now(agreement: Agreement, today: date) -> tuple[PeriodTerms, bool]:
    """Return the current terms, and whether no terms were agreed for a period yet. Raise `NotSeen` without a start."""
    ledger = ledger_to_date(agreement, known_until(today), today=today)
    if ledger.agreed is None or agreement.fee_model != "retainer":
        raise NotSeen(_("A retainer needs a start date before it has periods. Agree its terms first."))
    return in_force(ledger.agreed, max(today, ledger.agreed.starts_on)), not ledger.agreed.later


def kind_now(agreement: Agreement, today: date) -> str:
    """Return the unit of a retainer: hours for a block, or for a retainer that has not started."""
    agreed = ledger_to_date(agreement, known_until(today), today=today).agreed
    return in_force(agreed, agreed.starts_on).kind if agreed else "hours"


def period_beginning(agreement: Agreement, begins: date, today: date) -> Period:
    """Return the period that begins on a date, or raise `NotSeen`."""
    found = ledger_to_date(agreement, known_until(today), today=today).periods
    for one in found:
        if one.span.first == begins:
            return one
    raise NotSeen(_("No period starts on that date. Choose the first day of a period."))
