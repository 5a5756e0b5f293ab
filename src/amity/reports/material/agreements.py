"""Agreements with their projects, as the finders' input. Profitability reads terms and progress."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from amity.agreements.models import Agreement
from amity.expenses.reads import ExpenseSum
from amity.profitability.books.records import MilestoneRecord
from amity.profitability.lines.rules import LineUse
from amity.profitability.measures.rules import MonthRow, Sums, total
from amity.profitability.spending.queries import spent_of
from amity.profitability.spending.rules import all_spent
from amity.profitability.terms import queries as terms
from amity.profitability.terms.rules import AgreementTerms, History
from amity.projects.models import Project
from amity.reports.material.lines import one_price
from amity.reports.material.rules import ProjectFacts, WorkDay
from amity.reports.queries import Scope
from amity.shared.money import Rate
from amity.timesheets.rules import MEASURES, Measures
from amity.timesheets.sums.models import ProjectMonth


@dataclass(frozen=True, slots=True)
class Group:
    """The projects whose money is calculated together: those of one agreement, or one project that has none."""

    projects: tuple[Project, ...]

    @property
    def id(self) -> int:
        """The first project's id, which represents all."""
        return self.projects[0].pk

    @property
    def ids(self) -> list[int]:
        """The ids of all projects."""
        return [project.pk for project in self.projects]

    @property
    def agreement(self) -> Agreement | None:
        """The agreement of the group, or None."""
        return self.projects[0].agreement


def groups(scope: Scope) -> list[Group]:
    """Return client projects of a scope by agreement. An agreement that reaches beyond the scope is left out."""
    found: defaultdict[tuple[str, int], list[Project]] = defaultdict(list)
    for pk in scope.client_projects:
        project = scope.projects[pk]
        found[("agreement", project.agreement_id) if project.agreement_id else ("project", pk)].append(project)
    beyond = Project.objects.filter(agreement__in=[pk for kind, pk in found if kind == "agreement"])
    outside = set(beyond.exclude(pk__in=scope.client_projects).values_list("agreement_id", flat=True))
    return [Group(tuple(projects)) for (kind, pk), projects in found.items() if kind == "project" or pk not in outside]


def month_row(row: ProjectMonth) -> MonthRow:
    """Return a stored row of sums as the rules' input."""
    measures = Measures(*(getattr(row, name) for name in MEASURES))
    return MonthRow(row.month, Sums(measures, row.cost_currency, row.value_currency))


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
    account = group.projects[0].account
    return used.pop() if len(used) == 1 else (account.currency if account else "")
