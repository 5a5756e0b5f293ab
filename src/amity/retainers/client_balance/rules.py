"""Which balance of a retainer its client sees: that of now, of approved time, or of the last invoiced period."""

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from typing import Annotated, Final

from amity.retainers.periods.rules import Period
from amity.retainers.terms.rules import Agreed, PeriodTerms
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
    return replace(agreed, first=_approved(agreed.first), later=tuple(_approved(one) for one in agreed.later))


def last_invoiced(periods: Iterable[Period], closed: Set[int]) -> Period | None:
    """Return the newest period of which finance has closed every month, or None."""
    invoiced = [one for one in periods if not one.open and closed >= set(one.span.months)]
    return invoiced[-1] if invoiced else None


def _approved(terms: PeriodTerms) -> PeriodTerms:
    return replace(terms, counted="approved") if terms.kind == "hours" else terms
