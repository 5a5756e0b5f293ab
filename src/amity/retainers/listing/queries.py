"""All retainers an actor sees and their current periods, in a fixed number of queries."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from amity.agency.calendars import working_days
from amity.agency.queries import agency
from amity.agreements.models import Agreement
from amity.retainers import policy
from amity.retainers.pace.rules import Pace, below_pace, expected_overage, is_too_early, once_known, pace, with_due
from amity.retainers.periods.ledger_to_date import LedgerToDate, Periods, ledgers_to_date
from amity.retainers.periods.queries import known_until
from amity.retainers.periods.rules import Period, under_served
from amity.retainers.queries import retainers_seen_by
from amity.retainers.requests.queries import due_by_end
from amity.shared.actor import Actor
from amity.shared.caches.memo import Memo
from amity.shared.shares import whole_percent
from amity.timesheets.sums.queries import newest_day

STATES: Final = ("over", "ahead", "under", "below", "on_pace", "early", "access", "none", "ended")
"""The states of a retainer in a list, worst first."""
COLUMNS: Final = (
    "account_id", "title", "fee_model", "currency", "fee", "discount", "overage_rate", "included_seconds",
    "included_units", "unit_price", "bought_seconds", "counted", "starts_on", "ends_on", "signed_on",
)  # fmt: skip
"""The columns of an agreement that its row in the list of all retainers depends on."""
PACES: Memo[tuple[Periods, date, str, int], tuple[int | None, str]] = Memo(1_024)
"""The expected use of the last period and the state of a retainer, by periods, date, calendar and requests due."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A retainer in a list, in its current period. `state` is one of `STATES`."""

    ledger: LedgerToDate
    period: Period | None
    expected: int | None
    state: str

    @property
    def agreement(self) -> Agreement:
        """The agreement of the retainer."""
        return self.ledger.agreement

    @property
    def share(self) -> int | None:
        """Return the used share of what is available, in whole percent."""
        row = self.period.row if self.period else None
        return whole_percent(row.used, row.there) if row else None

    @property
    def overage(self) -> int | None:
        """Return what is expected beyond what is available, None if there is no pace."""
        row = self.period.row if self.period else None
        return expected_overage(self.expected, row.used, row.there) if row and self.expected is not None else None


@dataclass(frozen=True, slots=True)
class RetainerList:
    """The list and the last day of its figures."""

    rows: tuple[Listed, ...]
    as_of: date
    fee: bool


def retainer_list(by: Actor, today: date, account_id: int | None = None, *, ended: bool = False) -> RetainerList:
    """Return the current retainers and blocks of all visible accounts or of one, those with problems first.

    With `ended` also those that have ended, last.
    """
    agreements = retainers_seen_by(by).annotate(newest=newest_day()).order_by("account__name", "id")
    if account_id is None:
        agreements = agreements.select_related(None).only(*COLUMNS).prefetch_related("account__manager")
    else:
        agreements = agreements.filter(account_id=account_id)
    country, found = agency().country, list(agreements)
    as_of = min(found[0].newest or today, today) if found else known_until(today)
    ledgers = list(ledgers_to_date(found, as_of, today=today).values())
    due = due_by_end(ledgers, as_of)
    rows = [listed(one, as_of, country, due.get(one.agreement.pk, 0)) for one in ledgers]
    order = {state: place for place, state in enumerate(STATES)}
    rows.sort(key=lambda one: order[one.state])
    return RetainerList(tuple(row for row in rows if ended or row.state != "ended"), as_of, policy.sees_fee(by))


def listed(ledger: LedgerToDate, as_of: date, country: str, due: int = 0) -> Listed:
    """Return a retainer in its current period, with its state. `due` is what requests due by its end still need."""
    period = ledger.periods[-1] if ledger.periods else None
    if ledger.agreement.ends_on is not None and ledger.agreement.ends_on < as_of:
        return Listed(ledger, period, None, "ended")
    if period is None:
        return Listed(ledger, None, None, "none")
    if period.terms.kind == "access":
        return Listed(ledger, period, None, "access")
    if ledger.agreement.fee_model == "prepaid":
        return Listed(ledger, period, None, "over" if period.row.balance < 0 else "on_pace")
    expected, state = PACES.get(
        (ledger.periods, as_of, country, due), lambda: _paced(ledger.periods, as_of, country, due)
    )
    return Listed(ledger, period, expected, state)


def _paced(periods: Periods, as_of: date, country: str, due: int) -> tuple[int | None, str]:
    """Return what is expected to be used in the last period, and the state of its retainer."""
    period = periods[-1]
    days = list(working_days(country, period.span.starts_on, period.span.ends_on))
    gone = sum(1 for day in days if day <= as_of)
    seen = once_known(pace(period.row.used, gone, len(days)))
    seen = replace(seen, expected=with_due(seen.expected, period.row.used, due))
    return seen.expected, _state(periods, period, seen)


def _state(periods: Periods, period: Period, seen: Pace) -> str:
    row, expected = period.row, seen.expected
    if row.used > row.there:
        return "over"
    if expected is not None and expected_overage(expected, row.used, row.there):
        return "ahead"
    if under_served(periods):
        return "under"
    if is_too_early(seen.gone, seen.days):
        return "early"
    return "below" if below_pace(seen, row.included) else "on_pace"
