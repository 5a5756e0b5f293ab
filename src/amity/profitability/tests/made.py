"""Small builders for the pure tests: hours, amounts in major units, a project's history from months."""

from datetime import date

from amity.profitability.measures.rules import MonthRow, Sums
from amity.profitability.terms.rules import AgreementTerms, FeeModel, History, Milestone, PercentStated, Progress
from amity.timesheets.rules import Measures

HOUR = 3_600


def hours(count: float) -> int:
    """Return the seconds of a number of hours, in quarter hours at the finest."""
    return round(count * HOUR)


def cents(major: float) -> int:
    """Return minor units of a currency with two decimals."""
    return round(major * 100)


def worked(time: float, *, value: float = 0, cost: float = 0, uncosted: float = 0, unvalued: float = 0) -> Measures:
    """Return measures of `time` hours, all billable, with amounts in major units and gaps in hours.
    Standard = value.
    """
    return Measures(
        entries=1,
        seconds=hours(time),
        billable_seconds=hours(time),
        cost=cents(cost),
        uncosted_seconds=hours(uncosted),
        value=cents(value),
        unvalued_seconds=hours(unvalued),
        standard=cents(value),
    )


def month(when: int, measures: Measures, currency: str = "EUR") -> MonthRow:
    """Return a monthly row with costs in EUR and value in `currency`."""
    return MonthRow(when, Sums(measures, "EUR", currency))


def history(
    *rows: MonthRow,
    finished_on: date | None = None,
    percent: tuple[PercentStated, ...] = (),
    milestones: tuple[Milestone, ...] = (),
    units: dict[int, int] | None = None,
    expenses: dict[int, int] | None = None,
) -> History:
    """Return the history of an agreement."""
    return History(rows, Progress(finished_on, percent, milestones), units or {}, expenses or {})


def fixed(fee: float | None = 10_000, **more: object) -> AgreementTerms:
    """Return terms of a fixed fee in EUR."""
    return agreed("fixed", fee=None if fee is None else cents(fee), **more)


def agreed(fee_model: FeeModel, **more: object) -> AgreementTerms:
    """Return terms in EUR."""
    return AgreementTerms(fee_model, "EUR", **more)  # type: ignore[arg-type]
