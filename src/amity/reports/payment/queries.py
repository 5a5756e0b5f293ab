"""Question 3: every client project, largest first, with its answer or our guess and the reason."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, FloatField, Max, Min, Sum
from django.db.models.functions import Cast

from amity.agency.queries import agency
from amity.agreements.fees import rules as fees
from amity.agreements.lines.models import AgreementLine
from amity.profitability.books.load import worked
from amity.profitability.books.records import AgreementRecord, ProjectRecord
from amity.profitability.measures.rules import Worked
from amity.projects.models import Project, WorkItem
from amity.reports.material import memos
from amity.reports.material.agreements import Group, currency_of
from amity.reports.payment.fields import Payment, payment_of
from amity.reports.payment.rules import Guess, Pattern, guess
from amity.reports.queries import Scope, entries_in, months_in, scope_of, span_of
from amity.shared.actor import Actor
from amity.shared.dates.periods import first_day
from amity.shared.money import Money
from amity.timesheets.rules import MEASURES, NOTHING, Measures
from amity.timesheets.sums.queries import NUMBERS

NOTABLE = 900
"""Seconds. In shorter entries, a rounded cent distorts the price too much."""

SAME_PRICE = 4
"""Minor units an hour within which prices of rounded amounts are the same."""


ANSWERED = Guess(fees.UNKNOWN, "answered")
"""The guess of a project whose fee model is known: none."""


@dataclass(frozen=True, slots=True)
class Row:
    """A project in the grid, with its monthly sums and their total.

    Its `price` is only read while the fee model isn't known. `account` is its name, "" without an account.
    """

    project: ProjectRecord
    account: str
    account_currency: str
    agreement: AgreementRecord | None
    months: Worked
    measures: Measures
    guess: Guess
    price: Decimal | None
    recorded: Payment | None
    together_with: int

    @property
    def currency(self) -> str:
        """Return the currency of the agreement, or else the one expected of a project without any."""
        if self.agreement:
            return self.agreement.currency
        return currency_of(Group((self.project,), None, self.account_currency), self.months)

    @property
    def value(self) -> Money | None:
        """Return the time at the rates on the rows, or None if in several currencies."""
        currencies = _currencies(self.months)
        return Money(self.measures.value, next(iter(currencies))) if len(currencies) == 1 else None

    @property
    def begun_on(self) -> date:
        """Return the first day of the first month with time."""
        return first_day(self.months[0].month)

    @property
    def answered(self) -> bool:
        """Return whether the fee model is known."""
        return self.recorded is not None

    @property
    def guessed(self) -> bool:
        """Return whether a suggestion is waiting to be accepted."""
        return not self.answered and self.guess.fee_model != fees.UNKNOWN


@dataclass(frozen=True, slots=True)
class _Known:
    """What guesses and answers follow from: prices and plans of open projects, and projects of each agreement."""

    span: tuple[date, date]
    prices: Mapping[int, tuple[float, float]]
    planned: Mapping[int, int]
    lined: frozenset[int]
    shared: Mapping[int, int]


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
    recorded = {project.pk: _answer(scope.agreements.get(project.agreement_id or 0)) for project in wanted}
    unknown = [project for project in wanted if recorded[project.pk] is None]
    ids = [project.pk for project in unknown]
    known = _Known(span, _prices(scope, ids), _planned(ids), _lined(unknown), _shared(scope, wanted))
    found = [_row(scope, project, months[project.pk], recorded[project.pk], known) for project in wanted]
    return sorted(found, key=lambda row: (-row.measures.seconds, row.project.pk))


def _row(scope: Scope, project: ProjectRecord, months: Worked, recorded: Payment | None, known: _Known) -> Row:
    measures, price = memos.sum_of(months), None
    if recorded is None:
        price = _one_price(known.prices.get(project.pk), measures, _currencies(months))
    return Row(
        project,
        scope.clients[project.account_id].name if project.account_id else "",
        scope.currency_of(project),
        scope.agreements.get(project.agreement_id or 0),
        months,
        measures,
        ANSWERED if recorded else guess(_pattern(project, months, measures, price, known)),
        price,
        recorded,
        known.shared.get(project.agreement_id or 0, 1) - 1,
    )


def _currencies(months: Worked) -> set[str]:
    return {row.sums.value_currency for row in months if row.sums.measures.value}


def _pattern(
    project: ProjectRecord, months: Worked, measures: Measures, price: Decimal | None, known: _Known
) -> Pattern:
    seconds: defaultdict[int, int] = defaultdict(int)
    for row in months:
        seconds[row.month] += row.sums.measures.seconds
    return Pattern(
        entries=measures.entries,
        seconds=measures.seconds,
        billable_seconds=measures.billable_seconds,
        prices=frozenset({price} if price is not None else ()),
        unpriced=measures.unvalued_seconds > 0,
        months=seconds,
        data_from=known.span[0],
        data_to=known.span[1],
        planned_seconds=known.planned.get(project.pk) or None,
        has_lines=project.agreement_id in known.lined,
    )


def _answer(agreement: AgreementRecord | None) -> Payment | None:
    if agreement is None or agreement.fee_model == fees.UNKNOWN:
        return None
    return payment_of(agreement)


def _months(scope: Scope) -> dict[int, Worked]:
    found: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
    columns = ("project_id", "month", "cost_currency", "value_currency", *MEASURES)
    for row in months_in(scope).filter(project_id__gt=0, entries__gt=0).order_by().values_list(*columns):
        found[row[0]].append(NUMBERS(row[1:]))
    currency = agency().currency
    return {project: worked(own, currency) for project, own in found.items()}


def _lined(projects: Iterable[ProjectRecord]) -> frozenset[int]:
    """Return the agreements of some projects that have lines."""
    signed = [project.agreement_id for project in projects if project.agreement_id]
    lines = AgreementLine.objects.filter(agreement__in=signed).order_by()
    return frozenset(lines.values_list("agreement_id", flat=True).distinct()) if signed else frozenset()


def _prices(scope: Scope, ids: list[int]) -> Mapping[int, tuple[float, float]]:
    """Return the lowest and highest hourly rate on billable rows, in minor units, by project."""
    if not ids:
        return {}
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
    if not ids:
        return {}
    sums = WorkItem.objects.filter(project__in=ids, planned_seconds__gt=0).values_list("project_id")
    return dict(sums.annotate(Sum("planned_seconds")).order_by())


def _shared(scope: Scope, projects: Iterable[ProjectRecord]) -> Mapping[int, int]:
    """Return how many projects each agreement has."""
    if scope.everything:
        return Counter(project.agreement_id for project in scope.projects.values() if project.agreement_id)
    signed = [project.agreement_id for project in projects if project.agreement_id]
    counts = Project.objects.filter(agreement__in=signed).values_list("agreement_id").annotate(Count("pk")).order_by()
    return {agreement: count for agreement, count in counts if agreement}
