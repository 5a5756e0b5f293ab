"""Cost levels, limits with their defaults, and which rate is in force on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, TypeVar

from amity.shared.money import decimals, round_half_even

Value = TypeVar("Value")
AVERAGE: Final = "average"
DISCIPLINE: Final = "discipline"
PERSON: Final = "person"
COST_LEVELS: Final = (AVERAGE, DISCIPLINE, PERSON)

FEWEST_PEOPLE: Final = 3
"""A rate averaged over fewer people would reveal someone's pay."""


@dataclass(frozen=True, slots=True)
class LimitDefault:
    """A limit's default and its unit: basis points, seconds, minutes, days, months, whole units of the agency's
    currency, or a number: of commitments, a day, a week or in 30 days.
    """

    value: int
    unit: str


LIMITS: Final[dict[str, LimitDefault]] = {
    "target.agency_margin": LimitDefault(5000, "bp"),
    "target.project_margin": LimitDefault(6000, "bp"),
    "target.utilisation": LimitDefault(7200, "bp"),
    "over_service.notice": LimitDefault(500, "bp"),
    "over_service.alarm": LimitDefault(1000, "bp"),
    "under_service.floor": LimitDefault(7000, "bp"),
    "completeness.floor": LimitDefault(8500, "bp"),
    "payroll.tolerance": LimitDefault(800, "bp"),
    "concentration": LimitDefault(2500, "bp"),
    "ahead.thin": LimitDefault(6000, "bp"),
    "quiet.days": LimitDefault(21, "days"),
    "account.quiet_days": LimitDefault(30, "days"),
    "forecast.loss": LimitDefault(800, "bp"),
    "forecast.probability": LimitDefault(7000, "bp"),
    "forecast.reminder": LimitDefault(8000, "bp"),
    "day.warning": LimitDefault(86_400, "seconds"),
    "timer.round_minutes": LimitDefault(1, "minutes"),
    "timer.forgotten_after": LimitDefault(43_200, "seconds"),
    "push.day_to_day": LimitDefault(5, "per_week"),
    "push.decision_maker": LimitDefault(2, "per_week"),
    "push.sponsor": LimitDefault(2, "per_month"),
    "gate.stop_minutes": LimitDefault(60, "minutes"),
    "brief.note_hours": LimitDefault(144_000, "seconds"),
    "brief.note_value": LimitDefault(5_000, "currency"),
    "brief.full_hours": LimitDefault(1_080_000, "seconds"),
    "brief.full_value": LimitDefault(40_000, "currency"),
    "handoff.at_risk": LimitDefault(8 * 3600, "seconds"),
    "courtesy.fee_share": LimitDefault(200, "bp"),
    "courtesy.hours": LimitDefault(2 * 3600, "seconds"),
    "courtesy.manager_value": LimitDefault(500, "currency"),
    "courtesy.manager_hours": LimitDefault(5 * 3600, "seconds"),
    "decision.limit": LimitDefault(10_000, "currency"),
    "decision.balance": LimitDefault(0, "commitments"),
    "growth.spotted": LimitDefault(1000, "bp"),
    "growth.qualified": LimitDefault(2500, "bp"),
    "growth.proposed": LimitDefault(5000, "bp"),
    "growth.agreeing": LimitDefault(7500, "bp"),
    "courtesy.no_record": LimitDefault(15, "minutes"),
    "import.chunk_rows": LimitDefault(10_000, "rows"),
    "import.chunk_ms": LimitDefault(500, "ms"),
    "import.file_bytes": LimitDefault(250_000_000, "bytes"),
    "import.read_megabytes": LimitDefault(700, "MB"),
    "import.read_seconds": LimitDefault(300, "s"),
    "import.page_seconds": LimitDefault(20, "s"),
    "agreement.file_bytes": LimitDefault(25_000_000, "bytes"),
    "mail.message_bytes": LimitDefault(40_000_000, "bytes"),
    "mail.file_bytes": LimitDefault(25_000_000, "bytes"),
    "mail.upload_bytes": LimitDefault(250_000_000, "bytes"),
    "mail.months": LimitDefault(0, "months"),
    "deliverable.file_bytes": LimitDefault(100_000_000, "bytes"),
    "transcript.file_bytes": LimitDefault(2_000_000, "bytes"),
    "transcript.keep_days": LimitDefault(90, "days"),
    "insights.whole_articles": LimitDefault(0, "per_day"),
}
"""Every limit of the product, in one table (domain.md, "Defaults"). The agency changes them in Settings."""


@dataclass(frozen=True, slots=True)
class DatedRate:
    """One cost rate row: whose it is, from when, and how many people it averages."""

    id: int
    level: str
    person_id: int | None
    discipline_id: int | None
    valid_from: date
    per_hour: Decimal
    heads: Decimal | None = None


def cost_in_force(
    rates: Iterable[DatedRate], *, level: str, person_id: int, discipline_id: int | None, small: bool, on: date
) -> DatedRate | None:
    """Return the cost rate of a person on a date at the agency's cost level, or None where unknown.

    `small` means that the discipline has fewer than three people that month. Such a discipline uses the agency average,
    as does a discipline without a rate. At level person, a person without a rate of their own has none. At level
    discipline, a person without a discipline uses their own rate or none, because a freelancer's rate isn't an average
    of salaries.
    """
    in_force = [rate for rate in rates if rate.valid_from <= on]

    def newest(matching: Iterable[DatedRate]) -> DatedRate | None:
        return max(matching, key=lambda rate: (rate.valid_from, rate.id), default=None)

    if level == PERSON:
        own = newest(rate for rate in in_force if rate.level == PERSON and rate.person_id == person_id)
        return own or _single_head(newest(rate for rate in in_force if rate.level == AVERAGE))
    if level == DISCIPLINE and discipline_id is None:
        return newest(rate for rate in in_force if rate.level == PERSON and rate.person_id == person_id)
    if level == DISCIPLINE and not small:
        shared = newest(rate for rate in in_force if rate.level == DISCIPLINE and rate.discipline_id == discipline_id)
        if shared is not None:
            return shared
    return newest(rate for rate in in_force if rate.level == AVERAGE)


def _single_head(average: DatedRate | None) -> DatedRate | None:
    """Return an average over fewer than three people. It counts as a personal rate, so only finance sees it."""
    return average if average is not None and average.heads is not None and average.heads < FEWEST_PEOPLE else None


def effective_level(level: str, heads: Decimal | None) -> str:
    """Return the level that decides who can see a margin. An average of under three people counts as person."""
    if level != PERSON and heads is not None and heads < FEWEST_PEOPLE:
        return PERSON
    return level


def average_rate(*, monthly: Decimal, heads: Decimal, weekly_hours: Decimal, working_weeks: Decimal) -> Decimal:
    """Average cost of an hour in major units, four decimals: a year of people cost over the hours all heads work.

    Source: the first of the three questions, "÷ heads × weekly hours × working weeks".
    """
    return (monthly * 12 / (heads * weekly_hours * working_weeks)).quantize(Decimal("0.0001"))


def in_force(dated: Sequence[tuple[date, Value]], day: date) -> Value | None:
    """Return the value in force on a date from dated values, oldest first, or None before the first."""
    return next((value for since, value in reversed(dated) if since <= day), None)


def in_currency(minor: int, currency: str, into: str, rate: Decimal) -> int:
    """Convert minor units to another currency, half-even. `rate` is the units of `into` for one unit of `currency`."""
    return round_half_even(Decimal(minor).scaleb(-decimals(currency)) * rate, into)
