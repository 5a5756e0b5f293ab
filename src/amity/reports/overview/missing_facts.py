"""Sentences for findings that need one more fact, with a link to where it is entered."""

from collections.abc import Callable
from typing import cast

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.reports.findings.rules import Missing
from amity.reports.findings.wording import WordingContext, hours, says, spelled, title_hours
from amity.reports.report_model import Link, MissingFact
from amity.shared.money import Money
from amity.ui import formats

Ways = Callable[[str], str]
"""Returns the URL where a fact can be entered (people_cost, fee_model, contacts, …), or "" if the reader can't."""


def worded_missing(missing: Missing, context: WordingContext, ways: Ways) -> MissingFact:
    """Return a missing fact as a sentence."""
    title, text, verb = TELL[missing.fact](missing, context)
    url = ways(missing.fact)
    state = "assumed" if missing.state == "assumed" else "ask"
    return MissingFact(missing.kind, title, text, state, Link(verb, url) if url and verb else None)


def _fee_model(missing: Missing, context: WordingContext) -> tuple[str, str, str]:
    numbers = {one.label: one for one in missing.numbers}
    count = cast("int", numbers["projects"].value)
    title = says(ngettext("Margin of one project", "Margin of %(count)s projects", count), count=spelled(count))
    time = title_hours(cast("int", numbers["delivery_time"].value))
    values = [one for one in missing.numbers if one.label == "value_of_time" and one.value is not None]
    if context.sees_fees and values:
        amounts = ", ".join(formats.money(Money(cast("int", one.value), one.currency)) for one in values)
        text = _("No fee model is set: %(time)s, %(amounts)s at imported rates, not counted as revenue.")
        return title, says(text, time=time, amounts=amounts), _("Answer")
    return title, says(_("No fee model is set: %(time)s, not counted as revenue."), time=time), _("Answer")


def _people_cost(missing: Missing, context: WordingContext) -> tuple[str, str, str]:
    time = hours(cast("int", missing.numbers[0].value))
    text = says(_("Needs one number: what your people cost a month. Until then %(time)s have no cost."), time=time)
    return _("Margin of each client"), text, _("Answer")


def _cost_rates(missing: Missing, context: WordingContext) -> tuple[str, str, str]:
    count = cast("int", missing.numbers[0].value)
    text = ngettext(
        "Needs one cost rate; the average is used until then.",
        "Needs %(count)s cost rates; the average is used until then.",
        count,
    )
    return _("Margin by discipline"), says(text, count=spelled(count)), _("Enter rates")


def _plan(missing: Missing, context: WordingContext) -> tuple[str, str, str]:
    return (
        _("Which work will end over its plan"),
        _("Needs planned hours: lines or estimates, one file."),
        _("Import file"),
    )


def _contacts(missing: Missing, context: WordingContext) -> tuple[str, str, str]:
    return _("Which account depends on one contact"), _("Needs your contact list, CSV or vCard."), _("Import file")


def _invoices(missing: Missing, context: WordingContext) -> tuple[str, str, str]:
    return _("Hours worked and never billed"), _("Needs a time export that marks which hours were invoiced."), ""


def _second_account(missing: Missing, context: WordingContext) -> tuple[str, str, str]:
    text = _("Needs a second client with 40 h and a known fee.")
    return _("Which client has the highest average billable rate"), text, ""


TELL: dict[str, Callable[[Missing, WordingContext], tuple[str, str, str]]] = {
    "fee_model": _fee_model,
    "people_cost": _people_cost,
    "cost_rates": _cost_rates,
    "plan": _plan,
    "contacts": _contacts,
    "invoices": _invoices,
    "second_account": _second_account,
}
