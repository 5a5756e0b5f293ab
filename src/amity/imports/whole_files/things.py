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
    fates = {key: str(label) for key, label in FATES.items()}
    return [
        Seen(
            name,
            str(THINGS.get(kind, kind)),
            under,
            _("corrected") if kind == "expense" and fate == "updated" else fates[fate],
            amount if right >= MoneyRight.MARGIN else None,
        )
        for fate, kind, name, under, amount in things
    ]
