"""Sentences about assessments."""

from decimal import Decimal

from django.utils.translation import gettext as _

from amity.agreements.models import Agreement
from amity.scope.assessments.models import Assessment
from amity.scope.assessments.pricing import single_rate
from amity.shared.money import Money, decimals
from amity.ui import formats


def at_rate(assessment: Assessment, agreement: Agreement | None) -> str:
    """Return the hourly rate of an assessment in words, "" where its hours have several rates or none."""
    rate = single_rate(assessment, agreement)
    if rate is None:
        return ""
    return _("At %(rate)s an hour") % {"rate": _rate(rate, assessment.currency)}


def _rate(rate: Decimal, currency: str) -> str:
    """Return a rate without cents where it has none."""
    if rate != rate.to_integral_value():
        return formats.per_hour(rate, currency)
    return formats.money(Money(int(rate) * 10 ** decimals(currency), currency), cents=False)
