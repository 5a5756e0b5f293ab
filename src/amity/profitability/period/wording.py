"""Sentences that name the months of a page."""

from django.utils.translation import gettext as _

from amity.profitability.period.rules import Period
from amity.ui import formats


def period_sentence(period: Period) -> str:
    """Return the months of the page as a sentence, and whether the last is still open."""
    first, last = formats.month(period.first), formats.month(period.last)
    span = first if period.first == period.last else _("%(first)s to %(last)s") % {"first": first, "last": last}
    return _("%(span)s; the last month has not ended yet.") % {"span": span} if period.open else f"{span}."
