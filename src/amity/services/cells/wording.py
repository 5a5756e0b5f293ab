"""The states of a service at an account in words, and how we know."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.services.cells import rules
from amity.services.cells.queries import Shown
from amity.services.models import Cell
from amity.shared.money import Money
from amity.shared.text import phrases
from amity.ui import formats

STATES: Final[Mapping[str, Promise]] = {
    rules.DELIVER: lazy("We deliver it"),
    rules.COMPETITOR: lazy("A competitor does it"),
    rules.IN_HOUSE: lazy("They do it in-house"),
    rules.NO_ONE: lazy("No one does it"),
    rules.NOT_RELEVANT: lazy("Not relevant"),
    rules.UNKNOWN: lazy("Unknown"),
}
SHORT: Final[Mapping[str, Promise]] = {
    rules.DELIVER: lazy("We deliver"),
    rules.COMPETITOR: lazy("Competitor"),
    rules.IN_HOUSE: lazy("In-house"),
    rules.NO_ONE: lazy("No one"),
    rules.NOT_RELEVANT: lazy("Not relevant"),
    rules.UNKNOWN: lazy("Unknown"),
}
REASONS: Final[Mapping[str, Promise]] = {
    "market": lazy("It doesn’t suit their business"),
    "declined": lazy("They don’t want it"),
    "size": lazy("They’re too small for it"),
}
"""The usual reasons why a service isn't relevant, each a button."""


def records(shown: Shown, *, hours: bool) -> str:
    """Return what our records have, in a sentence, or "" for nothing. `hours`: the reader sees hours."""
    known = shown.records
    if known.worked and hours:
        given = {"hours": formats.hours(known.seconds, "title"), "month": formats.month(known.worked, prose=True)}
        return _("We logged %(hours)s in the last 12 months, most recently in %(month)s.") % given
    if known.worked:
        return _("We logged time until %(month)s.") % {"month": formats.month(known.worked, prose=True)}
    if known.invoiced:
        return _("We invoiced it, most recently in %(month)s.") % {"month": formats.month(known.invoiced, prose=True)}
    if known.sold_on:
        return _("Signed on %(day)s, no time yet.") % {"day": formats.dated(known.sold_on)}
    if known.quoted_on:
        return _("We quoted it on %(day)s.") % {"day": formats.dated(known.quoted_on)}
    return ""


def entry(shown: Shown, *, spend: bool, currency: str) -> str:
    """Return what someone recorded, in sentences, or "" without an entry. `spend`: the reader sees amounts."""
    row = shown.row
    competitor = _("%(competitor)s does it.") % {"competitor": row.competitor} if row and row.competitor else ""
    return " ".join(filter(None, [competitor, known_of(shown, spend=spend, currency=currency)]))


def known_of(shown: Shown, *, spend: bool, currency: str) -> str:
    """Return what someone recorded besides who does it: spend, contract end date and reason."""
    row, parts = shown.row, list[str]()
    if row is None:
        return ""
    if spend and row.spend is not None:
        parts.append(_("About %(amount)s a year.") % {"amount": formats.money(Money(row.spend, currency))})
    if row.contract_ends_on:
        parts.append(_("The contract ends on %(day)s.") % {"day": formats.dated(row.contract_ends_on)})
    if row.reason:
        parts.append(row.reason)
    return " ".join(parts)


def who_recorded(row: Cell) -> str:
    """Return who recorded an entry and when, or where the client said so."""
    day = formats.dated(row.recorded_on)
    if row.stated_by is None:
        return _("%(name)s, %(day)s") % {"name": row.by_label, "day": day}
    if row.stated_in:
        source = phrases.shown(row.stated_in)
        return _("%(name)s, %(source)s, %(day)s") % {"name": row.stated_by.name, "source": source, "day": day}
    return _("%(name)s, %(day)s") % {"name": row.stated_by.name, "day": day}


def dispute(shown: Shown, *, hours: bool) -> str:
    """Return how our records contradict what someone recorded, in a sentence, or ""."""
    if shown.row is None or not shown.is_disputed:
        return ""
    state, day = SHORT[shown.row.state], formats.dated(shown.row.recorded_on)
    if shown.row.state == rules.DELIVER:
        return _("Recorded on %(day)s as ours, but nothing was logged, sold or invoiced in the last 12 months.") % {
            "day": day
        }
    found = records(shown, hours=hours)
    return _("Recorded as “%(state)s” on %(day)s. %(records)s") % {"state": state, "day": day, "records": found}


def known_as(shown: Shown) -> str:
    """Return known, assumed or to find out: known from our records or the client's words, assumed without them."""
    if shown.cell.state == rules.UNKNOWN:
        return "ask"
    return "assumed" if shown.cell.by_hand and shown.row is not None and shown.row.stated_by_id is None else "known"


def legend() -> Sequence[tuple[str, Promise]]:
    """Return the states with their labels, in the order of the map's key."""
    return list(SHORT.items())
