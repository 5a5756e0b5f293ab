"""Question 3: every client project, largest first, with its answer or our guess and the reason."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, FloatField, Max, Min, Sum
from django.db.models.functions import Cast

from amity.agreements.fees import rules as fees
from amity.agreements.lines.models import AgreementLine
from amity.agreements.models import Agreement
from amity.agreements.queries import terms_of
from amity.profitability.measures.rules import MonthRow, total
from amity.projects.models import Project, WorkItem
from amity.reports.material.agreements import Group, currency_of, month_row
from amity.reports.payment.fields import Payment, payment_of
from amity.reports.payment.rules import Guess, Pattern, guess
from amity.reports.queries import Scope, entries_in, months_in, scope_of, span_of
from amity.shared.actor import Actor
from amity.shared.dates.periods import first_day
from amity.shared.money import Money
from amity.timesheets.rules import NOTHING, Measures

NOTABLE = 900
"""Seconds. In shorter entries, a rounded cent distorts the price too much."""

SAME_PRICE = 4
"""Minor units an hour within which prices of rounded amounts are the same."""


@dataclass(frozen=True, slots=True)
class Row:
    """A project in the grid. `value` is its time at the rates on the rows, None if in several currencies."""

    project: Project
    currency: str
    measures: Measures
    value: Money | None
    guess: Guess
    price: Decimal | None
    begun_on: date | None
    recorded: Payment | None
    together_with: int

    @property
    def answered(self) -> bool:
        """Return whether the fee model is known."""
        return self.recorded is not None

    @property
    def guessed(self) -> bool:
        """Return whether a suggestion is waiting to be accepted."""
        return not self.answered and self.guess.fee_model != fees.UNKNOWN


def rows(by: Actor, *, only: int | None = None) -> list[Row]:
    """Return client projects with time that the actor is responsible for, most time first."""
    scope = scope_of(by)
    span = span_of(scope)
    if span is None:
        return []
    months = _months(scope)
    wanted = [
        project
        for pk, project in scope.projects.items()
        if pk in months and not project.is_internal and (only is None or pk == only)
    ]
    ids = [project.pk for project in wanted]
    prices, planned = _prices(scope, ids), _planned(ids)
    signed = [project.agreement_id for project in wanted if project.agreement_id]
    lined = set(AgreementLine.objects.filter(agreement__in=signed).values_list("agreement_id", flat=True))
    shared = _shared(signed)
    found = [
        _row(
            project,
            months[project.pk],
            prices.get(project.pk),
            planned.get(project.pk, 0),
            project.agreement_id in lined,
            shared.get(project.agreement_id or 0, 1) - 1,
            span,
        )
        for project in wanted
    ]
    return sorted(found, key=lambda row: (-row.measures.seconds, row.project.pk))


def _row(
    project: Project,
    months: list[MonthRow],
    prices: tuple[float, float] | None,
    planned: int,
    has_lines: bool,
    together_with: int,
    span: tuple[date, date],
) -> Row:
    measures = total(row.sums.measures for row in months)
    currencies = {row.sums.value_currency for row in months if row.sums.measures.value}
    currency = project.agreement.currency if project.agreement else currency_of(Group((project,)), months)
    one_currency = len(currencies) == 1
    seconds: defaultdict[int, int] = defaultdict(int)
    for row in months:
        seconds[row.month] += row.sums.measures.seconds
    price = _one_price(prices, measures, currencies)
    pattern = Pattern(
        entries=measures.entries,
        seconds=measures.seconds,
        billable_seconds=measures.billable_seconds,
        prices=frozenset({price} if price is not None else ()),
        unpriced=measures.unvalued_seconds > 0,
        months=seconds,
        data_from=span[0],
        data_to=span[1],
        planned_seconds=planned or None,
        has_lines=has_lines,
    )
    return Row(
        project,
        currency,
        measures,
        Money(measures.value, currencies.pop()) if one_currency else None,
        guess(pattern),
        price,
        first_day(min(seconds)) if seconds else None,
        _answer(project.agreement),
        together_with,
    )


def _answer(agreement: Agreement | None) -> Payment | None:
    if agreement is None or agreement.fee_model == fees.UNKNOWN:
        return None
    return payment_of(terms_of(agreement))


def _months(scope: Scope) -> dict[int, list[MonthRow]]:
    found: defaultdict[int, list[MonthRow]] = defaultdict(list)
    for row in months_in(scope).filter(project_id__gt=0, entries__gt=0).order_by("month"):
        found[row.project_id].append(month_row(row))
    return found


def _prices(scope: Scope, ids: list[int]) -> Mapping[int, tuple[float, float]]:
    """Return the lowest and highest hourly rate on billable rows, in minor units, by project."""
    priced = entries_in(scope).filter(project__in=ids, billable=True, value__isnull=False, seconds__gte=NOTABLE)
    hourly = Cast("value", FloatField()) * 3600.0 / F("seconds")
    rows = priced.values_list("project_id").annotate(low=Min(hourly), high=Max(hourly)).order_by()
    return {project: (low, high) for project, low, high in rows if project}


def _one_price(prices: tuple[float, float] | None, measures: Measures, currencies: set[str]) -> Decimal | None:
    """Return the hourly rate in major units if every row has the same but for rounding, or None."""
    if prices is None or len(currencies) != 1 or prices[1] - prices[0] > SAME_PRICE or measures == NOTHING:
        return None
    seconds = measures.billable_seconds - measures.unvalued_seconds
    if not seconds:
        return None
    (currency,) = currencies
    return Money(round(measures.value * 3600 / seconds), currency).major


def _planned(ids: list[int]) -> dict[int, int]:
    sums = WorkItem.objects.filter(project__in=ids, planned_seconds__gt=0).values_list("project_id")
    return dict(sums.annotate(Sum("planned_seconds")).order_by())


def _shared(signed: list[int]) -> dict[int, int]:
    """Return how many projects each agreement has."""
    counts = Project.objects.filter(agreement__in=signed).values_list("agreement_id").annotate(Count("pk")).order_by()
    return {agreement: count for agreement, count in counts if agreement}
