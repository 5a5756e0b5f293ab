"""Pure rules for which terms of a line apply when (domain.md, "Brief → estimate → agreement → project").

Terms are never changed. A change order adds a row that replaces an older one. A line that is split keeps its id with
smaller terms, and the other part is a new line. A merged line gets terms of quantity 0, and the other one larger terms.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from amity.shared.money import round_half_even

ESTIMATE: Final = "estimate"
AGREEMENT: Final = "agreement"
CHANGE_ORDER: Final = "change_order"
SOURCES: Final = (ESTIMATE, AGREEMENT, CHANGE_ORDER)
HOUR: Final = "hour"
FIXED: Final = "fixed"
UNITS: Final = (HOUR, "day", "piece", FIXED)


@dataclass(frozen=True, slots=True)
class Dated:
    """The values of a row of terms that decide the history: its id, its first date and its signature."""

    id: int
    valid_from: date
    signed_on: date | None
    source: str
    replaces: int | None = None


def quoted(rows: Iterable[Dated], signed_on: date | None) -> Dated | None:
    """Return the terms in force at signing: the newest signed by then, without change orders.

    `signed_on` is the agreement's date. Before any signature the newest offer applies, so that a plan can be shown; its
    own `signed_on` is None. A line added by a change order was quoted by that order.
    """
    given = sorted(rows, key=_age)
    offers = [row for row in given if row.source != CHANGE_ORDER]
    signed = [row for row in offers if row.signed_on is not None]
    at_signing = [row for row in signed if signed_on is None or (row.signed_on or signed_on) <= signed_on]
    for found in (at_signing, signed[:1], offers, [row for row in given if row.signed_on is not None][:1]):
        if found:
            return found[-1]
    return None


def current(rows: Iterable[Dated], on: date) -> Dated | None:
    """Return the latest signed terms in force on a date, or before any signature the newest offer."""
    given = sorted(rows, key=_age)
    signed = [row for row in given if row.signed_on is not None and row.signed_on <= on and row.valid_from <= on]
    offers = [row for row in given if row.source != CHANGE_ORDER]
    found = signed or offers
    return found[-1] if found else None


def may_replace(rows: Sequence[Dated], replaced: int) -> bool:
    """Return whether a row of the line exists and isn't replaced yet."""
    return any(row.id == replaced for row in rows) and all(row.replaces != replaced for row in rows)


def quantity_of(unit: str, quantity: Decimal | None, rate: Decimal | None) -> Decimal | None:
    """Return how often a rate is paid: a fixed one without a quantity once, for the line as a whole."""
    return Decimal(1) if unit == FIXED and quantity is None and rate is not None else quantity


def hours_of(unit: str, quantity: Decimal | None, planned_seconds: int | None) -> int | None:
    """Return the planned time of a line: of one by the hour, without another plan, the hours that are paid."""
    if unit == HOUR and planned_seconds is None and quantity is not None:
        return int(quantity * 3600)
    return planned_seconds


def price(
    unit: str, quantity: Decimal | None, rate: Decimal | None, planned_seconds: int | None, currency: str
) -> int | None:
    """Return the price of terms in minor units: quantity × rate, whatever the unit.

    An hourly line without a quantity uses its planned hours. None where one of them isn't agreed.
    """
    if rate is None or not currency:
        return None
    if quantity is not None:
        return round_half_even(quantity * rate, currency)
    if unit != "hour" or planned_seconds is None:
        return None
    return round_half_even(planned_seconds * rate / 3600, currency)


def _age(row: Dated) -> tuple[date, int]:
    return (row.valid_from, row.id)
