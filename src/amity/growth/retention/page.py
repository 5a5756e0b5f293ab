"""Values of the page of retention."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from amity.growth.retention.queries import SeenRetention
from amity.shared.actor import Actor
from amity.shared.money import Money
from amity.ui import formats

SUMS: Final = ("start", "expansion", "contraction", "churn", "now", "new")
CHANGES: Final[Mapping[str, Promise]] = {
    "new": lazy("New"),
    "lost": lazy("Lost"),
    "grown": lazy("Grown"),
    "shrunk": lazy("Shrunk"),
    "same": lazy("Unchanged"),
}


def context(by: Actor, seen: SeenRetention) -> dict[str, Any]:
    """Return retention with what it is calculated from."""
    return {
        "title": _title(seen), "sub": _sub(seen), "seen": seen,
        "sums": {name: Money(getattr(seen.whole, name), seen.currency) for name in SUMS} if seen.whole else {},
        "is_concentrated": seen.concentration is not None and seen.concentration > seen.limit,
    }  # fmt: skip


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
