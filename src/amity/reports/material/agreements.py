"""Agreements with their projects, as the finders' input. Profitability reads terms and progress."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from amity.agency.editions.keeping import kept_records
from amity.expenses.reads import ExpenseSum
from amity.profitability.books.records import AgreementRecord, MilestoneRecord, ProjectRecord
from amity.profitability.lines.rules import LineUse
from amity.profitability.measures.rules import MonthRow, total
from amity.profitability.spending.queries import spent_of
from amity.profitability.spending.rules import all_spent
from amity.profitability.terms import queries as terms
from amity.profitability.terms.rules import AgreementTerms, History
from amity.projects.models import Project
from amity.reports.material.rules import ProjectFacts, WorkDay
from amity.reports.queries import Scope
from amity.shared.caches.identity import EqualToItself
from amity.shared.caches.memo import Memo
from amity.shared.money import Rate
from amity.timesheets.rules import Measures


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """The projects whose money is calculated together: those of one agreement, or one project that has none.

    `account_currency` is that of the first project's account. Equal to itself alone.
    """

    projects: tuple[ProjectRecord, ...]
    agreement: AgreementRecord | None = None
    account_currency: str = ""

    @property
    def id(self) -> int:
        """The first project's id, which represents all."""
        return self.projects[0].pk

    @property
    def ids(self) -> list[int]:
        """The ids of all projects."""
        return [project.pk for project in self.projects]

    @property
    def agreement_id(self) -> int:
        """The id of the agreement, 0 for none."""
        return self.agreement.pk if self.agreement else 0

    @property
    def by_milestones(self) -> bool:
        """Return whether revenue depends on milestones."""
        agreement = self.agreement
        return bool(agreement and agreement.fee_model == "fixed" and agreement.completion_basis == "milestones")


class Groups(EqualToItself, tuple[Group, ...]):
    """All groups of a scope. Equal to itself alone."""

    @cached_property
    def signed(self) -> Mapping[int, AgreementRecord]:
        """Return their agreements by id."""
        return {one.agreement.pk: one.agreement for one in self if one.agreement}

    @cached_property
    def with_milestones(self) -> Sequence[int]:
        """Return the projects whose revenue depends on milestones."""
        return [pk for one in self if one.by_milestones for pk in one.ids]


GROUPS: Memo[tuple[tuple[ProjectRecord, ...], AgreementRecord | None, str], Group] = Memo(2_048)
"""The projects of an agreement as one value, by what they are."""


def groups(scope: Scope) -> Groups:
    """Return client projects of a scope by agreement. An agreement that reaches beyond the scope is left out.

    For someone who sees everything they are grouped once, until a record or the currency of an account changes.
    """
    if not scope.everything:
        return _groups(scope)
    known: dict[tuple[str, ...], Groups] = kept_records("projects by agreement", dict)
    currencies = tuple([client.currency for client in scope.clients.values()])
    if currencies not in known:
        known[currencies] = _groups(scope)
    return known[currencies]


def _groups(scope: Scope) -> Groups:
    found: defaultdict[tuple[int | None, int], list[ProjectRecord]] = defaultdict(list)
    for project in scope.projects.values():
        if not project.is_internal:
            found[project.agreement_id, 0 if project.agreement_id else project.pk].append(project)
    beyond = _beyond(scope)
    return Groups(
        _group(tuple(projects), scope.agreements.get(agreement or 0), scope.currency_of(projects[0]))
        for (agreement, _project), projects in found.items()
        if agreement not in beyond
    )


def _group(projects: tuple[ProjectRecord, ...], agreement: AgreementRecord | None, currency: str) -> Group:
    return GROUPS.get((projects, agreement, currency), lambda: Group(projects, agreement, currency))


def _beyond(scope: Scope) -> set[int | None]:
    """Return the agreements that internal projects or projects outside the scope have."""
    found = {project.agreement_id for project in scope.projects.values() if project.is_internal}
    if not scope.everything:
        others = Project.objects.filter(agreement__in=list(scope.agreements)).exclude(pk__in=list(scope.projects))
        found.update(others.values_list("agreement_id", flat=True))
    return found - {None}


def facts_of(
    group: Group,
    rows: Mapping[int, Sequence[MonthRow]],
    plan: terms.Plan,
    uses: Sequence[LineUse],
    promised: Mapping[int, Sequence[MilestoneRecord]],
    days: Sequence[WorkDay],
    unlined: Measures,
    data_to: date,
    spent: Mapping[int, Sequence[ExpenseSum]],
    currency: str,
) -> ProjectFacts:
    """Return the facts of one group for the findings.

    A project without agreement is *unknown*, in the currency of its values.

    `spent` are its expenses by project, `currency` is the agency's.
    """
    every = tuple(row for pk in group.ids for row in rows.get(pk, ()))
    agreement, price = group.agreement, None
    unknown, history = AgreementTerms("unknown", currency_of(group, every)), History(every)
    if agreement is not None:
        deal = terms.deal(agreement, group.projects, rows, plan, promised, data_to, spent)
        unknown, history = deal.terms, deal.history
        price = one_price(plan)
        if price is None and agreement.hourly_rate is not None:
            price = Rate(agreement.hourly_rate, agreement.currency)
    return ProjectFacts(
        group.id,
        group.projects[0].account_id or 0,
        unknown,
        history,
        total(row.sums.measures for row in every),
        tuple(days),
        tuple(uses),
        unlined,
        price,
        all_spent(spent_of(row, currency) for pk in group.ids for row in spent.get(pk, ())),
    )


def currency_of(group: Group, rows: Sequence[MonthRow]) -> str:
    """Return the only currency of a project's time values, or else its account's."""
    used = {row.sums.value_currency for row in rows if row.sums.value_currency and row.sums.measures.value}
    return used.pop() if len(used) == 1 else group.account_currency


def one_price(plan: terms.Plan) -> Rate | None:
    """Return the hourly rate that all lines share, or None."""
    prices = {line.current.rate if line.current else None for line in plan.lines}
    return prices.pop() if len(prices) == 1 else None
