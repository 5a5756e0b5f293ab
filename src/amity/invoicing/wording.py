"""Labels of kinds, statuses and ages, and the sentences of pages."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from amity.invoicing import rules
from amity.invoicing.figures import Receivables
from amity.ui import formats

KINDS: Final[Mapping[str, Promise]] = {rules.INVOICE: lazy("Invoice"), rules.CREDIT_NOTE: lazy("Credit note")}
AGES: Final[Mapping[str, Promise]] = {
    rules.NOT_DUE: lazy("Not due yet"),
    rules.TO_30: lazy("1–30 days overdue"),
    rules.TO_60: lazy("31–60 days overdue"),
    rules.TO_90: lazy("61–90 days overdue"),
    rules.OVER_90: lazy("Over 90 days overdue"),
    rules.NO_DUE_DATE: lazy("No due date"),
}
DRAFT, VOID, PAID, PARTLY, OPEN, OVERDUE = "draft", "void", "paid", "partly", "open", "overdue"
STATES: Final[Mapping[str, Promise]] = {
    DRAFT: lazy("Draft"), VOID: lazy("Void"), PAID: lazy("Paid"), PARTLY: lazy("Partly paid"), OPEN: lazy("Open"),
    OVERDUE: lazy("Overdue"),
}  # fmt: skip
SHAPES: Final[Mapping[str, str]] = {PAID: "well", PARTLY: "info", OPEN: "info", OVERDUE: "unwell"}


def days_overdue(days: int) -> str:
    """Return for how many days an invoice is overdue."""
    return ngettext("%(days)s day overdue", "%(days)s days overdue", days) % {"days": days}


def title(seen: Receivables) -> str:
    """Return the title of the list: what is open, and what of it is overdue."""
    if not seen.total.minor and not seen.overdue.minor:
        return _("Receivables: nothing is open")
    words = {"open": formats.money(seen.total, cents=False), "overdue": formats.money(seen.overdue, cents=False)}
    if seen.overdue.minor:
        return _("Receivables: %(open)s open, %(overdue)s overdue") % words
    return _("Receivables: %(open)s open, nothing overdue") % words
