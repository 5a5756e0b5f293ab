"""Which balance of a retainer its client sees: that of now, of approved time, or of the last invoiced period."""

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from typing import Annotated, Final

from amity.retainers.periods.rules import Period
from amity.retainers.terms.rules import Agreed, Counted, PeriodTerms
from amity.shared.values import OneOf, Text

HIDDEN: Final = "hidden"
LIVE: Final = "live"
APPROVED: Final = "approved"
INVOICED: Final = "invoiced"
BASES: Final = (HIDDEN, LIVE, APPROVED, INVOICED)
NAME_MOST: Final = 120


@dataclass(frozen=True, slots=True)
class BalanceFields:
    """What the client sees of a retainer. `name` is what it is called there: the agreement's own title stays inside."""

    shown: Annotated[str, OneOf(BASES)] = HIDDEN
    name: Annotated[str, Text(NAME_MOST)] = ""


def with_approved_time(agreed: Agreed) -> Agreed:
    """Return terms under which only approved time counts, in every period. Units and values aren't approved."""
    return _counting(agreed, "approved")


def with_all_time(agreed: Agreed) -> Agreed:
    """Return terms under which all time counts, to compare with what is approved of it."""
    return _counting(agreed, "all")


def is_waiting(approved: Period, worked: Period | None) -> bool:
    """Return whether some of the time of a period, or of what is rolled into it, isn't approved yet."""
    return worked is not None and (approved.row.used, approved.row.there) != (worked.row.used, worked.row.there)


def last_invoiced(periods: Iterable[Period], closed: Set[int]) -> Period | None:
    """Return the newest period of which finance has closed every month, or None."""
    invoiced = [one for one in periods if not one.open and closed >= set(one.span.months)]
    return invoiced[-1] if invoiced else None


def _counting(agreed: Agreed, counted: Counted) -> Agreed:
    def one(terms: PeriodTerms) -> PeriodTerms:
        return replace(terms, counted=counted) if terms.kind == "hours" else terms

    return replace(agreed, first=one(agreed.first), later=tuple(one(terms) for terms in agreed.later))
