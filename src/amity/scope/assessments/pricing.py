"""The price of assessed hours: at the agreement's hourly rate, else at the rate card of the day."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils import timezone

from amity.agency.rates.queries import CardPrices
from amity.agreements.models import Agreement
from amity.briefs.estimate.rules import price_of
from amity.scope.assessments.models import Assessment


def hourly_rate(agreement: Agreement | None, discipline_id: int, currency: str, day: date) -> Decimal | None:
    """Return the rate of an hour: that of the agreement, else of the discipline on the rate card."""
    if agreement is not None and agreement.hourly_rate is not None and agreement.currency == currency:
        return agreement.hourly_rate
    found = CardPrices().on(discipline_id=discipline_id, service_id=None, currency=currency, day=day)
    return found[0].per_hour if found else None


def priced(agreement: Agreement | None, hours: Mapping[int, int], currency: str, day: date) -> int | None:
    """Return the price of hours in minor units, None if an hour of them has no rate."""
    total = 0
    for discipline_id, seconds in hours.items():
        rate = hourly_rate(agreement, discipline_id, currency, day)
        if rate is None:
            return None
        total += price_of(seconds, rate, currency)
    return total


def single_rate(assessment: Assessment, agreement: Agreement | None) -> Decimal | None:
    """Return the rate of every hour of an assessment, None with several rates or where it gives another price now."""
    day = timezone.localdate(assessment.assessed_at)
    hours = hours_of(assessment)
    rates = {hourly_rate(agreement, discipline_id, assessment.currency, day) for discipline_id in hours}
    if len(rates) != 1 or priced(agreement, hours, assessment.currency, day) != assessment.price:
        return None
    return rates.pop()


def hours_of(assessment: Assessment) -> dict[int, int]:
    """Return the seconds of each discipline."""
    return {row.discipline_id: row.seconds for row in assessment.hours.all()}
