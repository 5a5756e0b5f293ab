"""Facts and findings kept by their material, since hardly any of a thousand projects changed since the last page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, Final

from amity.expenses.reads import ExpenseSum
from amity.profitability.books.records import MilestoneRecord
from amity.profitability.conversion.rules import Rates, converted
from amity.profitability.figures.rules import Figure
from amity.profitability.finished_items.rules import Item
from amity.profitability.lines.rules import LineUse
from amity.profitability.margin.rules import net_fees
from amity.profitability.measures.rules import Worked, total
from amity.profitability.revenue.rules import revenue_of_month, revenue_to_date
from amity.profitability.terms.queries import Plan
from amity.reports.agreement_findings.rules import is_past_limit, with_days_needed
from amity.reports.material import agreements
from amity.reports.material.agreements import Group, Groups
from amity.reports.material.rules import Material, ProjectFacts, WorkDay, later
from amity.reports.overview.rules import Found, what_we_found
from amity.shared.caches.identity import EqualToItself, Identical
from amity.shared.caches.memo import Memo
from amity.shared.dates.periods import month_of, months_between
from amity.timesheets.rules import Measures


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """The first and last day of the data, the agency's currency and its exchange rates. Equal to itself alone."""

    first: date
    last: date
    currency: str
    rates: Rates


class Uses(EqualToItself, tuple[LineUse, ...]):
    """The state of the lines of one agreement, in the order of its plan. Equal to itself alone."""

    __slots__ = ()


NO_USES: Final = Uses()
TOTALS: Memo[Worked, Measures] = Memo(4_096)
"""The sum of such rows."""
USES: Memo[tuple[Plan, tuple[int, ...]], tuple[Uses, tuple[int, ...]]] = Memo(2_048)
"""The state of an agreement's lines without days, and those whose days a finding may need, by plan and seconds."""
DATED: Memo[tuple[Uses, tuple[tuple[date, date] | None, ...]], Uses] = Memo(1_024)
"""The same with the first and last day of each of those."""
ITEMS: Memo[tuple[int, Plan, Uses], tuple[Item, ...]] = Memo(2_048)
"""The planned lines of an agreement as items that may be finished."""
ALL_ITEMS: Memo[tuple[Groups, Identical], tuple[Item, ...]] = Memo(4)
"""Those of all agreements, by groups, plans and uses."""
SPANS: Memo[tuple[Any, ...], Span] = Memo(64)
"""Span, currency and rates as one value, by the same."""
FACTS: Memo[tuple[Any, ...], ProjectFacts] = Memo(2_048)
"""The facts of a group of projects, by all that they follow from."""
DAYS: Memo[tuple[ProjectFacts, tuple[WorkDay, ...]], ProjectFacts] = Memo(1_024)
"""The same with the days of work past a limit."""
PAST: Memo[tuple[ProjectFacts, date], bool] = Memo(4_096)
"""Whether a group's work is worth more than its cap or fee."""
FEES: Memo[tuple[ProjectFacts, Span], Figure] = Memo(2_048)
"""The net fees of a group to the last day of the data."""
FOUND: Memo[tuple[Any, ...], Found] = Memo(4)
"""All findings, by the whole material."""


def sum_of(rows: Worked) -> Measures:
    """Return the sum of all rows of a project or of an account's service."""
    return TOTALS.get(rows, lambda: total(row.sums.measures for row in rows))


def uses(plan: Plan, seconds: tuple[int, ...]) -> tuple[Uses, tuple[int, ...]]:
    """Return the state of the lines of a plan by their seconds, and the lines whose days a finding may need."""
    return USES.get((plan, seconds), lambda: _uses(plan, seconds))


def _uses(plan: Plan, seconds: tuple[int, ...]) -> tuple[Uses, tuple[int, ...]]:
    found = Uses(
        LineUse(
            planned.line.pk,
            planned.quoted.planned_seconds if planned.quoted else 0,
            planned.current.planned_seconds if planned.current else 0,
            used,
            finished=planned.line.finished_at is not None,
        )
        for planned, used in zip(plan.lines, seconds, strict=True)
    )
    return found, tuple(with_days_needed(found))


def dated(uses: Uses, days: Mapping[int, tuple[date, date]]) -> Uses:
    """Return the state of lines with first and last days, by line."""
    own = tuple(days.get(use.line_id) for use in uses)
    return DATED.get((uses, own), lambda: Uses(map(_dated, uses, own)))


def _dated(use: LineUse, days: tuple[date, date] | None) -> LineUse:
    return replace(use, first_on=days[0], last_on=days[1]) if days else use


def all_line_items(groups: Groups, plans: Mapping[int, Plan], uses: Mapping[int, Uses]) -> tuple[Item, ...]:
    """Return the planned lines of agreements with time used and last day, under the first project of each."""
    return ALL_ITEMS.get((groups, Identical([plans, uses])), lambda: tuple(_all_line_items(groups, plans, uses)))


def _all_line_items(groups: Groups, plans: Mapping[int, Plan], uses: Mapping[int, Uses]) -> Iterator[Item]:
    for one in groups:
        if one.agreement_id in plans:
            yield from line_items(one.id, plans[one.agreement_id], uses[one.agreement_id])


def line_items(project_id: int, plan: Plan, uses: Uses) -> tuple[Item, ...]:
    """Return the planned lines of an agreement with time used and last day, under its first project."""
    return ITEMS.get((project_id, plan, uses), lambda: tuple(_line_items(project_id, plan, uses)))


def _line_items(project_id: int, plan: Plan, uses: Uses) -> Iterator[Item]:
    for planned, use in zip(plan.lines, uses, strict=True):
        if use.planned_seconds:
            last = later(use.last_on, planned.line.asked_not_yet_on)
            yield Item(
                "line", use.line_id, project_id, use.planned_seconds, use.used_seconds, last, use.finished
            )  # fmt: skip


def span_with(first: date, last: date, currency: str, rates: Rates) -> Span:
    """Return span, currency and rates as one value."""
    return SPANS.get((first, last, currency, *sorted(rates.items())), lambda: Span(first, last, currency, rates))


def facts_of(
    group: Group,
    rows: Mapping[int, Worked],
    plan: Plan,
    uses: Uses,
    promised: Mapping[int, Sequence[MilestoneRecord]],
    unlined: Measures,
    spent: Mapping[int, Sequence[ExpenseSum]],
    span: Span,
) -> ProjectFacts:
    """Return the facts of one group, without the days of work past its limit."""
    key = (
        group,
        tuple(rows.get(pk) for pk in group.ids),
        plan,
        uses,
        tuple(tuple(promised.get(pk, ())) for pk in group.ids),
        unlined,
        tuple(tuple(spent.get(pk, ())) for pk in group.ids),
        span.last,
        span.currency,
    )
    make = partial(agreements.facts_of, group, rows, plan, uses, promised, (), unlined, span.last, spent, span.currency)
    return FACTS.get(key, make)


def past_limit(facts: ProjectFacts, span: Span) -> bool:
    """Return whether a group's work is worth more than its cap or fee, so that single days matter."""
    return PAST.get((facts, span.last), lambda: is_past_limit(facts, span.last))


def with_days(facts: ProjectFacts, days: Sequence[WorkDay]) -> ProjectFacts:
    """Return the facts of a group with its days of work."""
    return DAYS.get((facts, tuple(days)), lambda: facts.with_days(days))


def fees(project: ProjectFacts, span: Span) -> Figure:
    """Return net fees to the data's last day, in the agency's currency at the rate of each month."""
    return FEES.get((project, span), lambda: _fees(project, span))


def _fees(project: ProjectFacts, span: Span) -> Figure:
    whole = revenue_to_date(project.terms, project.history, span.last)
    if whole.value is None or project.terms.currency == span.currency:
        return net_fees(whole, project.spent.passed_on)
    begun = min([month_of(span.first), *(month_of(day) for day in (project.terms.starts_on,) if day)])
    months = {
        month: revenue_of_month(project.terms, project.history, month, span.last).value or 0
        for month in months_between(begun, month_of(span.last))
    }
    return net_fees(converted(months, project.terms.currency, span.currency, span.rates), project.spent.passed_on)


def found_in(material: Material) -> Found:
    """Return the findings in some material."""
    m = material
    key = (
        m.data_from, m.data_to, m.currency, m.delivery, m.accounts, m.projects, m.items, m.big_rows, m.not_billed,
        m.cost_rate, m.disciplines_without_rate, tuple(sorted(m.rates.items())),
    )  # fmt: skip
    return FOUND.get(key, lambda: what_we_found(material))
