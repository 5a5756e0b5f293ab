"""The things of a file without time, and what would become of each, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from amity.imports.pages.labels import THINGS

FATES: Mapping[str, Promise] = {
    "created": lazy("new"),
    "updated": lazy("gets its plan"),
    "unchanged": lazy("here already"),
}


@dataclass(frozen=True)
class Seen:
    """One thing as a row of the page."""

    name: str
    kind: str
    under: str
    fate: str


def things_seen(things: Iterable[tuple[str, str, str, str]]) -> list[Seen]:
    """Rows from (fate, kind, name, under)."""
    return [Seen(name, str(THINGS.get(kind, kind)), under, str(FATES[fate])) for fate, kind, name, under in things]
