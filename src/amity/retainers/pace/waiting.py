"""Retainers that are used too much or too little, and rolled-over time that expires: for the account manager."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.waiting import named
from amity.agency.queries import agency, limit
from amity.people.models import Person
from amity.retainers import wording
from amity.retainers.handled import handled_ledgers, handled_retainers
from amity.retainers.ledger.rules import SURPLUS
from amity.retainers.listing.queries import Listed, listed
from amity.retainers.overage.waiting import EFFECTS as OF_OVERAGE
from amity.retainers.periods.rules import Period, price_of
from amity.retainers.requests.queries import due_by_end
from amity.shared.actor import Actor
from amity.shared.caches.reading import once_a_page
from amity.shared.money import Money
from amity.shared.shares import WHOLE
from amity.waiting.kinds import Item, Kind, headline_of
from amity.waiting.stakes import Stakes, grown
from amity.waiting.todos import DECIDE

STATES: Final[dict[str, Promise]] = {
    "over": lazy("More used than is available"),
    "ahead": lazy("Heading for overage"),
    "under": lazy("Under-used for two periods"),
    "below": lazy("Used slowly"),
}
"""The states of a retainer that wait for someone."""
EFFECTS: Final = {"over": OF_OVERAGE, "ahead": OF_OVERAGE, "under": (3, 2), "below": (2, 1)}
DAYS_BEFORE: Final = 10
"""Days before the end of a period from which an expiry waits for someone: they can still use the time."""


@dataclass(frozen=True, slots=True)
class Expiring:
    """A retainer whose rolled-over quantity partly expires at the end of its period."""

    listed: Listed
    period: Period
    lost: int


def _paced(person: Person, today: date) -> list[Listed]:
    """Return the retainers whose running period is off its pace."""
    notice = limit("over_service.notice")
    return [one for one in _running(person, today) if one.state in STATES and is_worth_a_look(one, notice)]


def is_worth_a_look(row: Listed, notice: int) -> bool:
    """Return whether a retainer is off its pace by more than a little: expected overage from so many basis points."""
    there = row.period.row.there if row.period else 0
    return row.state != "ahead" or (row.overage or 0) * WHOLE >= there * notice


def _running(person: Person, today: date) -> list[Listed]:
    """Return the retainers in their running periods, each with what its requests due still need. Read once a page."""
    return once_a_page(("running retainers", person.pk, today), lambda: _listed_until(person, today))


def _listed_until(person: Person, today: date) -> list[Listed]:
    as_of, ledgers = handled_ledgers(person, today)
    due, country = due_by_end(ledgers, as_of), agency().country
    found = (listed(one, as_of, country, due.get(one.agreement.pk, 0)) for one in ledgers)
    return [one for one in found if one.period is not None and one.period.span.ends_on >= today]


def _pace_items(by: Actor, rows: Sequence[Listed], today: date) -> list[Item]:
    return [_pace_item(row, row.period) for row in rows if row.period is not None]


def _pace_item(row: Listed, period: Period) -> Item:
    agreement = row.agreement
    title = f"{agreement.title}, {wording.named(period.span)}"
    return Item(
        id=agreement.pk,
        title=title,
        address=reverse("retainers:retainer", args=[agreement.pk]),
        account=named(agreement.account),
        headline=headline_of(title, str(STATES[row.state])),
        lead=str(STATES[row.state]),
        repeats_lead=True,
        notes=_notes(row, period),
        open=_("Open retainer"),
        stakes=_stakes(row, period),
        measure=percent_off(row, period),
        cause=f"agreement {agreement.pk}",
    )


def _notes(row: Listed, period: Period) -> list[str]:
    """Return what is used, and where the period ends at this pace."""
    unit, used = wording.unit_of(row.agreement, period.terms, fee=True), period.row.used
    names = {"used": unit.plain(used), "there": unit.plain(period.row.there)}
    notes = [_("%(used)s of %(there)s used") % names]
    if row.overage:
        notes.append(_("about %(amount)s over by the end of the period") % {"amount": unit.rounded(row.overage)})
    elif row.state == "below" and row.expected is not None:
        left = unit.rounded(period.row.there - row.expected)
        notes.append(_("about %(amount)s unused by the end of the period") % {"amount": left})
    return notes


def percent_off(row: Listed, period: Period) -> int:
    """Return by how many percent of what is available a period is expected to end over, or below."""
    there, over = period.row.there, max(row.overage or 0, period.row.used - period.row.there)
    left = 0 if row.expected is None else there - row.expected
    return max(100 * max(over, left) // there, 0) if there > 0 else 0


def _stakes(row: Listed, period: Period) -> Stakes:
    over, currency = max(row.overage or 0, period.row.used - period.row.there, 0), row.agreement.currency
    price = price_of(period.terms, over, currency)
    return grown(*EFFECTS[row.state], money=Money(price, currency) if price else None)


def _expiring(person: Person, today: date) -> list[Expiring]:
    """Return the retainers with time that rolled over and expires soon, as far as their pace leaves it unused."""
    soon = [
        (one, one.period)
        for one in _running(person, today)
        if one.period is not None
        and one.period.terms.rollover in SURPLUS
        and one.period.span.ends_on <= today + timedelta(days=DAYS_BEFORE)
    ]
    lost = (Expiring(one, period, lost_of(period, one.expected)) for one, period in soon)
    return [one for one in lost if one.lost]


def lost_of(period: Period, expected: int | None) -> int:
    """Return how much expires at the end of a period if it is used as expected: what expires first is used first."""
    more = 0 if expected is None else max(expected - period.row.used, 0)
    return max(period.row.would_expire - more, 0)


def _expiring_items(by: Actor, rows: Sequence[Expiring], today: date) -> list[Item]:
    return [_expiring_item(row) for row in rows]


def _expiring_item(row: Expiring) -> Item:
    agreement, unit = row.listed.agreement, wording.unit_of(row.listed.agreement, row.period.terms, fee=True)
    return Item(
        id=agreement.pk,
        title=_("%(retainer)s: %(amount)s will expire") % {"amount": unit.plain(row.lost), "retainer": agreement.title},
        address=reverse("retainers:retainer", args=[agreement.pk]),
        account=named(agreement.account),
        notes=[_("rolled over and not expected to be used")],
        due=row.period.span.ends_on,
        open=_("Open retainer"),
        stakes=grown(3, 2),
        cause=f"agreement {agreement.pk}",
    )


PACE: Final = Kind(
    key="retainer_pace", order=37, todo=DECIDE, icon="adjustments-horizontal", label=lazy("Retainers off their pace"),
    rows=_paced,
    candidates=handled_retainers, items=_pace_items, measured="percent",
)  # fmt: skip
ROLLOVER: Final = Kind(
    key="rollover", order=38, todo=DECIDE, icon="hourglass", label=lazy("Rolled-over time that expires"),
    rows=_expiring,
    candidates=handled_retainers, items=_expiring_items,
)  # fmt: skip
