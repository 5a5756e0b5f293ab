"""Sums over all accounts in the list of work by goal, each with the accounts that it adds up from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amity.profitability.drift.totals import AccountShare, Totals
from amity.profitability.figures.explain import MOST_PARTS
from amity.profitability.templatetags.profits import figure
from amity.ui import formats


class Part(NamedTuple):
    """An account's part of a sum. `of` is the account, for the address of its page."""

    of: AccountShare
    shown: str


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum with its largest parts. `more` accounts have the `rest`. `place` is what explains a part on its page."""

    label: str | Promise
    shown: str
    parts: Sequence[Part]
    more: int
    rest: str
    place: str = "by-goal"


def sums_of(whole: Totals, accounts: Sequence[AccountShare]) -> list[Sum]:
    """Return the sums that the reader can see: time, time and net fees without a goal, and what is off strategy."""
    found = []
    if whole.time is not None:
        found.append(_sum(_("Total time"), whole.time, accounts, lambda one: one.drift.time, formats.hours))
        without = whole.time_without_goal or 0
        found.append(
            _sum(_("Without a goal"), without, accounts, lambda one: one.drift.time_without_goal, formats.hours)
        )
    if whole.view.fee and whole.fees is not None and whole.any_without_goal:
        fees, total = whole.fees, whole.fees.value
        shown = _sum(
            _("Net fees without a goal"), total or 0, accounts, lambda one: one.order_fees,
            lambda minor: figure(fees._replace(value=minor)),
        )  # fmt: skip
        found.append(replace(shown, shown=figure(fees)))
    if whole.strayed:
        strayed = _sum(_("Off strategy"), len(whole.strayed), accounts, lambda one: one.strayed, formats.number)
        found.append(replace(strayed, place="strayed"))
    return found


def _sum(
    label: str | Promise, total: int, accounts: Sequence[AccountShare], read: Callable[[AccountShare], int | None],
    shown: Callable[[int], str],
) -> Sum:  # fmt: skip
    values = sorted(((read(one) or 0, one) for one in accounts), key=lambda pair: -pair[0])
    known = [(value, one) for value, one in values if value]
    beyond = known[MOST_PARTS:]
    parts = [Part(one, shown(value)) for value, one in known[:MOST_PARTS]]
    return Sum(label, shown(total), parts, len(beyond), shown(sum(value for value, _one in beyond)))
