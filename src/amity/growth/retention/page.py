"""Values of the page of retention."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from amity.growth.retention import rules
from amity.growth.retention.queries import SeenRetention
from amity.shared.actor import Actor
from amity.shared.money import Money
from amity.ui import formats

CHANGES: Final[Mapping[str, Promise]] = {
    "new": lazy("New"),
    "lost": lazy("Lost"),
    "grown": lazy("Grown"),
    "shrunk": lazy("Shrunk"),
    "same": lazy("Unchanged"),
}


class Sum(NamedTuple):
    """A sum of retention with the name and the amount of each account in it."""

    amount: Money
    parts: Sequence[tuple[str, Money]]


def context(by: Actor, seen: SeenRetention) -> dict[str, Any]:
    """Return retention with what it is calculated from."""
    return {
        "title": _title(seen), "sub": _sub(seen), "seen": seen, "sums": _sums(seen) if seen.whole else {},
        "is_concentrated": seen.concentration is not None and seen.concentration > seen.limit,
    }  # fmt: skip


def _sums(seen: SeenRetention) -> dict[str, Sum]:
    """Return each sum with the accounts that add up to it, largest first."""
    names = {one.id: one.name for one in seen.accounts}
    before = {one.id: one.before or 0 for one in seen.accounts}
    now = {one.id: one.now or 0 for one in seen.accounts}
    found = {}
    for name, values in rules.parts(before, now).items():
        ranked = sorted(values.items(), key=lambda pair: -pair[1])
        shown = [(names[key], Money(minor, seen.currency)) for key, minor in ranked]
        found[name] = Sum(Money(sum(values.values()), seen.currency), shown)
    return found


def _title(seen: SeenRetention) -> str:
    net = seen.whole.net if seen.whole else None
    if net is None:
        return _("Retention")
    return _("Net revenue retention %(share)s") % {"share": formats.percent(net, places=0)}


def _sub(seen: SeenRetention) -> str:
    if seen.window is None:
        return _("At least 15 months of time are needed to compare with a year before.")
    words = {
        "count": seen.window.months, "first": formats.month(seen.window.first),
        "last": formats.month(seen.window.last),
    }  # fmt: skip
    return ngettext(
        "%(first)s, compared with the same month a year before.",
        "%(first)s to %(last)s, compared with the same %(count)s months a year before.", seen.window.months,
    ) % words  # fmt: skip
