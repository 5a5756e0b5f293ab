"""What requests know of a retainer: the period of its budget at no charge, and the hours left in it."""

from collections.abc import Mapping, Sequence
from datetime import date

from amity.agreements.models import Agreement
from amity.retainers.periods.ledger_to_date import ledger_to_date
from amity.retainers.queries import MODELS
from amity.retainers.spans.rules import start_of
from amity.retainers.terms.queries import agreed_of, facts_of
from amity.retainers.terms.rules import NO_FACTS, in_force
from amity.scope.courtesy.rules import Period
from amity.scope.hooks import HoursLeft
from amity.shared.dates.periods import first_day, last_day, month_of, next_month


def periods_of(agreements: Sequence[Agreement], today: date) -> Mapping[int, Period]:
    """Return the current period of each retainer, with its fee."""
    facts = facts_of([one for one in agreements if one.fee_model == "retainer"])
    found = {}
    for one in agreements:
        agreed = agreed_of(one, facts.get(one.pk, NO_FACTS))
        if agreed is None:
            continue
        terms = in_force(agreed, max(today, agreed.starts_on))
        first = first_day(month_of(start_of(agreed.starts_on, terms.period_months, today)))
        months = month_of(first)
        for _more in range(terms.period_months - 1):
            months = next_month(months)
        monthly = one.fee if terms.fee is None else terms.fee
        found[one.pk] = Period(first, last_day(months), None if monthly is None else monthly * terms.period_months)
    return found


def hours_left(agreement: Agreement, today: date) -> HoursLeft | None:
    """Return the hours left in the current period of a retainer or block, None where it doesn't include hours."""
    if agreement.fee_model not in MODELS:
        return None
    period = ledger_to_date(agreement, today).period_of(today)
    if period is None or period.terms.kind != "hours":
        return None
    return HoursLeft(period.row.there - period.row.used, period.row.there)
