"""The page of the three questions: answers, guesses, and the findings that each answer makes possible."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from babel.core import get_global

from amity.agency import calendars
from amity.agency.models import Agency
from amity.agency.queries import agency as own_agency
from amity.agency.rules import FEWEST_PEOPLE
from amity.jobs.queries import running
from amity.profitability.cost_rates.rules import MONTHS, agency_average
from amity.reports import policy
from amity.reports.jobs import RERATE
from amity.reports.payment import grid, queries
from amity.reports.payment.fields import Typed
from amity.reports.questions import forms
from amity.shared.actor import Actor
from amity.shared.money import Money, Rate, round_half_even
from amity.ui import formats

COST_FIELDS = ("people_cost", "heads", "weekly_hours", "working_weeks")
WEEKEND = 5


@dataclass(frozen=True, slots=True)
class CostSum:
    """The calculation of question 1: monthly cost × 12 ÷ (heads × hours × weeks)."""

    rate: Rate
    monthly: Decimal
    heads: Decimal
    weekly: Decimal
    weeks: Decimal

    @property
    def yearly(self) -> Decimal:
        """The cost of twelve months."""
        return self.monthly * MONTHS

    @property
    def hours(self) -> Decimal:
        """The hours of all people in a year."""
        return self.heads * self.weekly * self.weeks

    @property
    def few(self) -> bool:
        """Return whether so few people share the cost that it reveals someone's pay."""
        return self.heads < FEWEST_PEOPLE


@dataclass(frozen=True, slots=True)
class Calendar:
    """A country's calendar for this year."""

    year: int
    holidays: int
    on_working_days: int
    next_on: date | None
    next_name: str


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """Everything on the page."""

    agency: Agency
    may_cost: bool
    cost_form: forms.PeopleCostForm
    cost: CostSum | None
    cost_answered: bool
    rerate_job: int | None
    country_form: forms.CountryForm
    country_guessed: bool
    country_zone: str
    calendar: Calendar | None
    rows: list[grid.Cells]
    total: int
    guesses: int
    answered: int
    open: int
    share: str
    has_time: bool

    @property
    def others(self) -> int:
        """Rows that are not shown."""
        return self.total - len(self.rows)


def page_of(
    by: Actor,
    today: date,
    *,
    every: bool,
    cost_form: forms.PeopleCostForm | None = None,
    country_form: forms.CountryForm | None = None,
    typed: Mapping[int, Typed] | None = None,
) -> QuestionsPage:
    """Return the page as the actor can see it. Invalid forms show the entered values again."""
    own, may_cost = own_agency(), bool(policy.may_answer_people_cost(by))
    country = own.country or guessed_country(own.time_zone)
    everything = queries.rows(by)
    shown = everything if every or typed else everything[: grid.SHOWN]
    jobs = running(RERATE) if may_cost else []
    answered = sum(row.answered for row in everything)
    guessed = sum(row.guessed for row in everything)
    return QuestionsPage(
        own,
        may_cost,
        cost_form or forms.PeopleCostForm(initial=_initial(own) if may_cost else {}),
        _sum_of(own) if may_cost else None,
        own.people_cost is not None,
        jobs[0].pk if jobs else None,
        country_form or forms.CountryForm(initial={"country": country}),
        not own.country_confirmed,
        own.time_zone,
        calendar_of(country, today),
        grid.cells(by, shown, typed or {}),
        len(everything),
        guessed,
        answered,
        len(everything) - answered - guessed,
        _share(shown, everything),
        bool(everything),
    )


def cost_sum(
    people_cost: Decimal | None, heads: Decimal | None, weekly_hours: Decimal | None, working_weeks: Decimal | None
) -> CostSum | None:
    """Return the calculation from four figures, or None if one is missing or the agency has no currency."""
    own = own_agency()
    if not (people_cost and heads and weekly_hours and working_weeks and own.currency):
        return None
    monthly = Money(round_half_even(people_cost, own.currency), own.currency)
    rate = agency_average(monthly, heads, weekly_hours, working_weeks)
    return CostSum(rate, people_cost, heads, weekly_hours, working_weeks)


def calendar_of(country: str, today: date) -> Calendar | None:
    """Return a country's public holidays this year and the next holiday, or None for an unknown country."""
    if country not in calendars.countries():
        return None
    days = calendars.public_holidays(country, today.year)
    ahead = days | calendars.public_holidays(country, today.year + 1)
    coming = min((day for day in ahead if day >= today), default=None)
    return Calendar(
        today.year,
        len(days),
        sum(day.weekday() < WEEKEND for day in days),
        coming,
        ahead[coming] if coming else "",
    )


def guessed_country(time_zone: str) -> str:
    """Return the country of a time zone, or "" for zones without a country."""
    return str(get_global("zone_territories").get(time_zone, ""))


def _sum_of(own: Agency) -> CostSum | None:
    if own.people_cost is None or own.heads is None or not own.currency:
        return None
    return cost_sum(Money(own.people_cost, own.currency).major, own.heads, own.weekly_hours, own.working_weeks)


def _initial(own: Agency) -> dict[str, Any]:
    known: dict[str, Decimal | None] = {
        "people_cost": Money(own.people_cost, own.currency).major if own.people_cost and own.currency else None,
        "heads": own.heads,
        "weekly_hours": own.weekly_hours,
        "working_weeks": own.working_weeks,
    }
    return {name: formats.number(value) for name, value in known.items() if value is not None}


def _share(shown: list[queries.Row], everything: list[queries.Row]) -> str:
    """Return the share of all time that the shown rows have."""
    whole = sum(row.measures.seconds for row in everything)
    part = sum(row.measures.seconds for row in shown)
    return formats.percent(part * 10_000 // whole, places=0) if whole else ""
