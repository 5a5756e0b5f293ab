"""The sentences of the outlook."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.agreements.wording import STATES
from amity.profitability import wording
from amity.profitability.capacity.rules import Room
from amity.profitability.closing.wording import named
from amity.profitability.outlook.agreements import UNSIGNED, Outlook
from amity.profitability.outlook.queries import MonthsAhead
from amity.shared.dates.periods import month_of
from amity.shared.money import Money
from amity.ui import formats

KINDS: Final[Mapping[str, Promise]] = {
    "retainer": lazy("Retainer"),
    "goes_on": lazy("Retainer without an end date"),
    "fixed": lazy("Fixed fee"),
    "time": lazy("Time and materials"),
    "block": lazy("Prepaid block"),
    "free": lazy("Non-billable"),
    "unknown": lazy("Fee model not set"),
}
BARS: Final[Mapping[str, Promise]] = {
    "retainer": lazy("Retainers with an end date"),
    "fixed": lazy("Fixed fees"),
    "time": lazy("Time and prepaid blocks"),
    "goes_on": lazy("Retainers without an end date"),
    UNSIGNED: lazy("Not signed yet"),
}
"""The parts of a month, bottom first."""
WEIGHTED: Final = lazy("Opportunities, weighted")


def title(seen: MonthsAhead) -> str:
    """Return the finding as a title: too little signed, over-sold, or enough."""
    if seen.narrowed or all(seen.share(one) is None for one in seen.months):
        return _("Signed work in the months ahead")
    thin = formats.percent(seen.thin, places=0)
    if seen.thin_from == seen.months[0].month:
        return _("Less than %(share)s of capacity is booked") % {"share": thin}
    if seen.thin_from:
        words = {"month": named(seen.thin_from, seen.today), "share": thin}
        return _("Less than %(share)s of capacity is booked from %(month)s") % words
    return _("Every month up to %(month)s has enough booked") % {"month": named(seen.months[-1].month, seen.today)}


def sub(seen: MonthsAhead) -> str:
    """Return the subtitle: what is over-sold, what is unsigned, and the days included."""
    over = [one for one in seen.months if seen.state(one) == "over"]
    sentences = [_oversold(seen, one) for one in over[:2]]
    sentences += [_unsigned(seen)] if any(not one.signed for one in seen.rows) else []
    sentences += [_weighted(seen)] if seen.weighted.whole else []
    if seen.months[0].month == month_of(seen.today):
        sentences.append(_("%(month)s counts from tomorrow.") % {"month": named(seen.months[0].month, seen.today)})
    return " ".join(map(capfirst, sentences))


def _oversold(seen: MonthsAhead, room: Room) -> str:
    month = _label(room.month, seen.today)
    if seen.view.fee and room.free_money is not None:
        amount = formats.money(Money(-room.free_money, seen.currency), cents=False)
        return _("%(month)s is overbooked by %(amount)s.") % {"month": month, "amount": amount}
    return _("%(month)s is overbooked by %(hours)s.") % {"month": month, "hours": formats.hours(-room.free)}


def _unsigned(seen: MonthsAhead) -> str:
    """Return how much of the twelve months isn't signed yet, as a sentence."""
    if seen.view.fee:
        amount = formats.money(Money(sum(one.unsigned for one in seen.months), seen.currency), cents=False)
        return _("Not included: %(amount)s not signed yet.") % {"amount": amount}
    hours = formats.hours(sum(one.unsigned_time for one in seen.months))
    return _("Not included: %(hours)s not signed yet.") % {"hours": hours}


def _weighted(seen: MonthsAhead) -> str:
    amount = formats.money(Money(seen.weighted.whole, seen.currency), cents=False)
    return _("Plus %(amount)s of weighted opportunities.") % {"amount": amount}


def _label(month: int, today: date) -> str:
    """Return a month's name at the start of a sentence, "The rest of …" for the current month."""
    name = named(month, today)
    return _("The rest of %(month)s") % {"month": name} if month == today.year * 100 + today.month else name


def month_title(seen: MonthsAhead, month: int) -> str:
    """Return the title of a month's page."""
    return _("Breakdown of %(month)s") % {"month": named(month, seen.today)}


def state(one: Outlook) -> str:
    """Return the label of an agreement's state."""
    return str(STATES[one.state])


def why_listed(one: Outlook) -> str:
    """Return why part of an agreement is in no month."""
    if one.why_not == "no_plan" and one.kind == "time":
        return _("No quoted time is planned, so the remainder is unknown.")
    if one.why_not:
        return wording.why(one.why_not)
    if one.kind == "block":
        return _("The rest of the block has no expiry date.")
    return _("Neither the agreement nor its projects have an end date.")
