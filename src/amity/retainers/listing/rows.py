"""Rows of the list of retainers in words."""

from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as lazy

from amity.retainers import wording
from amity.retainers.listing.queries import Listed
from amity.retainers.terms.summary import included
from amity.retainers.wording import unit_of

Shown = SafeString | str


LISTED: Final[dict[str, tuple[str, str | Promise]]] = {
    "over": ("unwell", lazy("over")), "ahead": ("watch", lazy("ahead of pace")),
    "under": ("watch", lazy("barely used")), "below": ("watch", lazy("below pace")),
    "on_pace": ("well", lazy("on pace")), "access": ("none", lazy("access")), "none": ("none", lazy("no period yet")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RowSaid:
    """A row of the list of retainers."""

    one: Listed
    url: str
    rule: str
    period: str
    there: Shown
    used: Shown
    expected: Shown
    state: str
    word: str | Promise


def row_said(one: Listed, *, fee: bool) -> RowSaid:
    """A retainer in a list."""
    state, word = LISTED[one.state]
    url = reverse("retainers:retainer", args=[one.agreement.pk])
    if one.period is None:
        return RowSaid(one, url, "", "", "", "", "", state, word)
    unit = unit_of(one.agreement, one.period.terms, fee=fee)
    row, holds = one.period.row, one.state != "access"
    return RowSaid(
        one, url, included(one.agreement, one.period.terms, fee=fee), wording.named(one.period.span),
        unit.say(row.there) if holds else "", unit.say(row.used) if holds else "",
        unit.say(one.expected) if holds and one.expected is not None else "", state, word,
    )  # fmt: skip
