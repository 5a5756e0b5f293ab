"""Reasons for guesses of how a project is paid, and labels of the answers."""

from decimal import Decimal
from typing import cast

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.agreements.fees import rules as fees
from amity.reports.findings.wording import hours, says
from amity.reports.payment.rules import Guess
from amity.ui import formats


def model_labels() -> dict[str, str]:
    """Return the label of each answer."""
    return {
        fees.FIXED: _("Fixed"),
        fees.TIME: _("Time"),
        fees.RETAINER: _("Retainer"),
        fees.PREPAID: _("Block"),
        fees.NON_BILLABLE: _("Not billed"),
    }


def amount_units() -> dict[str, str]:
    """Return the unit of each fee model's amount."""
    return {
        fees.FIXED: _("in total"),
        fees.TIME: _("at most (cap)"),
        fees.RETAINER: _("a month"),
        fees.PREPAID: _("for the block"),
    }


def hours_units() -> dict[str, str]:
    """Return the unit of each fee model's hours."""
    return {fees.FIXED: _("h planned"), fees.RETAINER: _("h a month"), fees.PREPAID: _("h bought")}


def why(guess: Guess, currency: str, *, sees_fees: bool) -> str:
    """Return the reason of a guess as text."""
    numbers = {one.label: one.value for one in guess.numbers}
    if guess.reason == "one_price":
        if not sees_fees:
            return _("one rate on every billable row")
        price = formats.per_hour(cast("Decimal", numbers["price"]), currency)
        return says(_("one rate, %(price)s, on every billable row"), price=price)
    if guess.reason == "steady_months":
        fewest, most = (hours(cast("int", numbers[name])) for name in ("fewest", "most"))
        return says(_("%(fewest)s to %(most)s in every month"), fewest=fewest, most=most)
    if guess.reason == "never_billable":
        count = cast("int", numbers["entries"])
        pattern = ngettext("its one row is not billable", "none of its %(count)s rows is billable", count)
        return says(pattern, count=formats.number(count))
    if guess.reason == "has_plan":
        planned = cast("int | None", numbers["planned_time"])
        return says(_("a plan of %(time)s is known"), time=hours(planned)) if planned else _("it has quoted lines")
    return _("no clear pattern")
