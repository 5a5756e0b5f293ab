"""Guard: the terms of an agreement that can't change once its periods have terms of their own."""

from typing import Final

from django.utils.translation import gettext as _

from amity.agreements.fees.rules import AgreedTerms
from amity.agreements.models import Agreement
from amity.retainers.models import RetainerTerms, TopUp
from amity.shared.permission import YES, Answer, no

OF_PERIODS: Final = ("included_seconds", "included_units", "unit_price", "overage_rate", "counted")
OF_ALL: Final = ("fee_model", "currency")


def stays_as_agreed(agreement: Agreement, fields: AgreedTerms) -> Answer:
    """Return whether an agreement can change without contradicting its retainer's own terms.

    The included quantity can't change if the first period has its own terms. Fee model and currency can't change once
    there are terms or top-ups.
    """

    def changes(names: tuple[str, ...]) -> bool:
        return any(getattr(agreement, name) != getattr(fields, name) for name in names)

    rows = RetainerTerms.objects.filter(agreement=agreement)
    if changes(OF_ALL) and (rows.exists() or TopUp.objects.filter(agreement=agreement).exists()):
        return no(_("Its periods have their own terms or top-ups, so the fee model and currency can’t change."))
    starts = agreement.starts_on
    if starts is not None and changes(OF_PERIODS) and rows.filter(valid_from__lte=starts).exists():
        return no(_("Change what a period includes on the retainer’s page, period by period."))
    return YES
