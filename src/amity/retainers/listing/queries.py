"""All retainers an actor sees and their current periods, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from amity.agency.calendars import working_days
from amity.agency.queries import agency
from amity.agreements.models import Agreement
from amity.retainers import policy
from amity.retainers.pace.rules import Pace, below_pace, pace
from amity.retainers.periods.ledger_to_date import LedgerToDate, ledgers_to_date
from amity.retainers.periods.queries import known_until
from amity.retainers.periods.rules import Period, under_served
from amity.retainers.queries import retainers_seen_by
from amity.shared.actor import Actor

NEARLY = 105
"""Expected use up to 5% above what is available is on pace. Above this, over-servicing is worth a notice."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A retainer in a list. `state` is a code: over, ahead, under, below, on_pace, access, none."""

    agreement: Agreement
    period: Period | None
    expected: int | None
    state: str

    @property
    def share(self) -> int | None:
        """Return the used share of what is available, in percent."""
        row = self.period.row if self.period else None
        return round(100 * row.used / row.there) if row and row.there > 0 else None


@dataclass(frozen=True, slots=True)
class RetainerList:
    """The list and the last day of its figures."""

    rows: tuple[Listed, ...]
    as_of: date
    fee: bool


def retainer_list(by: Actor, today: date, account_id: int | None = None) -> RetainerList:
    """Return the current retainers and blocks of all visible accounts or of one, those with problems first."""
    as_of = known_until(today)
    agreements = retainers_seen_by(by).order_by("account__name", "id")
    if account_id is not None:
        agreements = agreements.filter(account_id=account_id)
    listed = list(agreements)
    country = agency().country
    rows = [_listed(one, as_of, country) for one in _running(ledgers_to_date(listed, as_of).values(), as_of)]
    order = {
        state: place for place, state in enumerate(("over", "ahead", "under", "below", "on_pace", "access", "none"))
    }
    return RetainerList(tuple(sorted(rows, key=lambda one: order[one.state])), as_of, policy.sees_fee(by))


def _running(found: Iterable[LedgerToDate], as_of: date) -> list[LedgerToDate]:
    return [one for one in found if one.agreement.ends_on is None or one.agreement.ends_on >= as_of]


def _listed(ledger: LedgerToDate, as_of: date, country: str) -> Listed:
    period = ledger.periods[-1] if ledger.periods else None
    if period is None:
        return Listed(ledger.agreement, None, None, "none")
    if period.terms.kind == "access":
        return Listed(ledger.agreement, period, None, "access")
    if ledger.agreement.fee_model == "prepaid":
        return Listed(ledger.agreement, period, None, "over" if period.row.balance < 0 else "on_pace")
    span = period.span
    days = list(working_days(country, span.starts_on, span.ends_on))
    gone = sum(1 for day in days if day <= as_of)
    seen = pace(period.row.used, gone, len(days))
    return Listed(ledger.agreement, period, seen.expected, _state(ledger, period, seen))


def _state(ledger: LedgerToDate, period: Period, seen: Pace) -> str:
    row, expected = period.row, seen.expected
    if row.used > row.there:
        return "over"
    if under_served(ledger.periods):
        return "under"
    if expected is not None and expected * 100 > row.there * NEARLY:
        return "ahead"
    return "below" if below_pace(seen, row.included) else "on_pace"
