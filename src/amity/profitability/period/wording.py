"""Sentences that name the months of a page."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from amity.profitability.period.rules import Period
from amity.ui import formats


def period_sentence(period: Period) -> str:
    """Return the months of the page as a sentence, and whether the last is still open."""
    span = span_text(period.first, period.last)
    return capfirst(_("%(span)s; the last month has not ended yet.") % {"span": span} if period.open else f"{span}.")


def covered_text(period: Period, began: int, ended: int) -> str:
    """Return the months that a figure of some work covers: all from `began` to `ended` (YYYYMM), or the period's.

    Every sentence that counts the hours of work names them with this, because two pages can read different months.
    """
    if period.first <= began and period.last >= ended:
        return whole_text()
    return span_text(period.first, period.last)


def whole_text() -> str:
    """Return the months of all the time that some work has had."""
    return _("since it began")


def span_text(first: int, last: int) -> str:
    """Return two months as text: Nov 2025 to Oct 2026, or the month if they are the same."""
    names = {"first": formats.month(first), "last": formats.month(last)}
    return names["first"] if first == last else _("%(first)s to %(last)s") % names
