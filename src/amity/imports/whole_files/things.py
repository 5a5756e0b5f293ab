"""The records of a file without time, and the effect of importing each, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.imports.labels import THINGS
from amity.imports.whole_files.result import ThingRow
from amity.shared.money import Money
from amity.shared.permission import MoneyRight

FATES: Mapping[str, Promise] = {
    "created": lazy("new"),
    "updated": lazy("gets a plan"),
    "unchanged": lazy("here already"),
    "duplicate": lazy("perhaps here already"),
}


@dataclass(frozen=True)
class Seen:
    """One record as a row of the page. `amount` is None without the right to see it."""

    name: str
    kind: str
    under: str
    fate: str
    amount: Money | None


def things_seen(things: Iterable[ThingRow], right: MoneyRight) -> list[Seen]:
    """Return a file's records as far as a money right allows: spending is visible from *margin* on."""
    return [
        Seen(
            name,
            str(THINGS.get(kind, kind)),
            under,
            _fate(kind, fate),
            amount if right >= MoneyRight.MARGIN else None,
        )
        for fate, kind, name, under, amount in things
    ]


def _fate(kind: str, fate: str) -> str:
    """Return the effect on a record. Only a work item can get a plan."""
    if fate == "updated" and kind in ("invoice", "credit_note"):
        return _("changed")
    return _("corrected") if fate == "updated" and kind == "expense" else str(FATES[fate])
