"""Labelled rows of the list of retainers."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from amity.retainers.listing.queries import Listed
from amity.retainers.terms.summary import included
from amity.retainers.wording import Unit, unit_of

LISTED: Final[dict[str, tuple[str, str | Promise]]] = {
    "over": ("unwell", lazy("over")), "ahead": ("watch", lazy("ahead of pace")),
    "under": ("watch", lazy("barely used")), "below": ("watch", lazy("below pace")),
    "on_pace": ("well", lazy("on pace")), "access": ("none", lazy("access")), "none": ("none", lazy("no period yet")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of the list: its state's label, its terms, and the unit of its quantities, or None if it has none."""

    listed: Listed
    state: str
    word: str | Promise
    terms: str = ""
    unit: Unit | None = None


def list_row(listed: Listed, *, fee: bool) -> ListRow:
    """Return one retainer as a row of a list."""
    state, word = LISTED[listed.state]
    if listed.period is None:
        return ListRow(listed, state, word)
    terms = listed.period.terms
    unit = unit_of(listed.agreement, terms, fee=fee) if listed.state != "access" else None
    return ListRow(listed, state, word, included(listed.agreement, terms, fee=fee), unit)
