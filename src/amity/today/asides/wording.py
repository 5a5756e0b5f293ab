"""What was set aside, in words."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from amity.today.asides.queries import money_of
from amity.today.asides.rules import LET_PASS, NOT_NOW, comes_back_at
from amity.today.models import REASON_LABELS, Aside
from amity.ui import formats
from amity.waiting.kinds import kinds


@dataclass(frozen=True, slots=True)
class AsideRow:
    """An answer to a card with its sentence."""

    one: Aside
    title: str
    sentence: str


def row(one: Aside, today: date) -> AsideRow:
    """Return an answer with its sentence."""
    return AsideRow(one, one.heading, sentence(one, today))


def sentence(one: Aside, today: date) -> str:
    """Return until when something is set aside, or what brings it back."""
    if one.way == NOT_NOW:
        if one.until is None:
            return _("Not now: until something changes")
        return _("Not now: until something changes, or %(day)s") % {"day": formats.day(one.until, today)}
    if one.way == LET_PASS:
        return _let_pass(one)
    return _not_so(one)


def _let_pass(one: Aside) -> str:
    reason, money, times = str(REASON_LABELS.get(one.reason, one.reason)), money_of(one), comes_back_at(one.times)
    words = {"reason": reason, "times": formats.number(times)}
    if money is None or money.minor <= 0:
        return _("Let pass, %(reason)s: back when it has come up %(times)s times") % words
    double = formats.money(type(money)(2 * money.minor, money.currency))
    return _("Let pass, %(reason)s: back at %(double)s, or when it has come up %(times)s times") % {
        **words, "double": double,
    }  # fmt: skip


def _not_so(one: Aside) -> str:
    label = next((str(kind.label) for kind in kinds() if kind.key == one.kind), one.kind)
    if one.unit == "days":
        return _("Not so: Amity now waits %(days)s days here") % {"days": formats.number(one.limit)}
    if one.unit == "percent":
        return _("Not so: Amity now waits for %(share)s here") % {
            "share": formats.percent((one.limit or 0) * 100, places=0)
        }
    return _("Not so: “%(kind)s” is hidden here up to rank %(rank)s") % {
        "kind": label, "rank": formats.number(one.limit),
    }  # fmt: skip
