"""Explain the cost and value of an entry by the rates it was priced with, as far as the actor can see them."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from amity.agency import rules as levels
from amity.people.models import Person
from amity.shared.money import Money
from amity.shared.permission import MoneyRight
from amity.timesheets.models import Entry
from amity.timesheets.pricing import PriceList
from amity.timesheets.rules import priced
from amity.ui import formats


@dataclass(frozen=True, slots=True)
class Reason:
    """An amount of an entry: the sum, the source of its hourly rate, that rate, and the date it has applied since."""

    label: str
    amount: Money | None
    source: str
    hourly: str = ""
    since: date | None = None
    by: str = ""


def why(person: Person, entry: Entry) -> list[Reason]:
    """Return cost, value and standard value with their sources, limited to what the person can see."""
    reasons = []
    if person.money_right >= MoneyRight.COST:
        reasons.append(_cost(entry))
    if person.money_right >= MoneyRight.FEE:
        reasons += [_value(entry), _standard(entry)]
    return reasons


def _money(minor: int | None, currency: str) -> Money | None:
    return Money(minor, currency) if minor is not None and currency else None


def _cost(entry: Entry) -> Reason:
    label, amount, rate = _("Cost"), _money(entry.cost, entry.cost_currency), entry.cost_rate
    if entry.cost_from_file:
        return Reason(label, amount, _("imported with the file"))
    if rate is None:
        return Reason(label, None, _("unknown: no cost rate was in force on this day"))
    words = {
        levels.AVERAGE: _("the agency average"),
        levels.DISCIPLINE: _("the rate of the discipline"),
        levels.PERSON: _("the rate of the person"),
    }
    source, hourly = words[rate.level], formats.per_hour(rate.per_hour, entry.cost_currency)
    return Reason(label, amount, source, hourly, rate.valid_from, rate.confirmed_by)


def _value(entry: Entry) -> Reason:
    # Time that no client pays has no currency of its own, so its 0 is in the agency's.
    label, amount = _("Value"), _money(entry.value, entry.value_currency or entry.cost_currency)
    hourly, source = PriceList().hourly_of(entry)
    words = {
        "file": _("imported with the file"),
        "not_billable": _("not billable, so its value is 0"),
        "line": _("the rate of the line"),
        "agreement": _("the agreement’s hourly rate"),
        "card": _("the rate card"),
        "none": _("unknown: no line, agreement or rate card has a rate"),
    }
    if hourly is None:
        return Reason(label, amount, words[source])
    if entry.value is None or priced(worked=entry.seconds, hourly=hourly) != entry.value:
        return Reason(label, amount, _("as when it was logged; the rate has changed since"))
    return Reason(label, amount, words[source], formats.per_hour(hourly.per_hour, hourly.currency))


def _standard(entry: Entry) -> Reason:
    label, amount, card = _("At the rate card"), _money(entry.standard, entry.value_currency), entry.card_price
    if card is None and amount is not None:
        return Reason(label, amount, _("imported with the file"))
    if card is None:
        return Reason(label, None, _("unknown: the rate card has no rate for it"))
    named = card.service or card.discipline
    source = _("rate card, %(name)s") % {"name": named} if named else _("rate card, any hour")
    return Reason(label, amount, source, formats.per_hour(card.per_hour, card.currency), card.valid_from)
