"""The period of a retainer within which work at no charge has its budget."""

from collections.abc import Mapping, Sequence
from datetime import date

from amity.agreements.models import Agreement
from amity.retainers.spans.rules import start_of
from amity.retainers.terms.queries import agreed_of, facts_of
from amity.retainers.terms.rules import NO_FACTS, in_force
from amity.scope.courtesy.rules import Period
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
