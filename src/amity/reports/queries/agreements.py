"""Agreements with their projects, sums and progress, in the shape the pure rules of profitability take."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import cast, get_args

from amity.agreements.models import Agreement
from amity.profitability.rules.facts import ProjectFacts, WorkDay
from amity.profitability.rules.finished import work_finished_on
from amity.profitability.rules.measures import NAMES, Measures, MonthRow, Sums, total
from amity.profitability.rules.terms import (
    AgreementTerms,
    CompletionBasis,
    Counted,
    FeeModel,
    History,
    Milestone,
    PercentStated,
    Progress,
)
from amity.projects.models import Milestone as PlannedMilestone
from amity.projects.models import Project
from amity.reports.queries.lines import LineFacts, one_price
from amity.reports.queries.scope import Scope
from amity.shared.money import Rate
from amity.timesheets.models import ProjectMonth, WorkMonth

FEE_MODELS = frozenset(get_args(FeeModel))
WHOLE = 10_000
ENDED = ("delivered", "closed")


@dataclass(frozen=True, slots=True)
class Group:
    """The projects money is reckoned for together: those of one agreement, or one project that has none."""

    projects: tuple[Project, ...]

    @property
    def id(self) -> int:
        """The first project's id stands for all."""
        return self.projects[0].pk

    @property
    def agreement(self) -> Agreement | None:
        """What was agreed, if anything."""
        return self.projects[0].agreement

    @property
    def account_id(self) -> int:
        """The account of the work; 0 where there is none."""
        return self.projects[0].account_id or 0


def groups(scope: Scope) -> list[Group]:
    """Client projects of a scope, by agreement."""
    found: defaultdict[tuple[str, int], list[Project]] = defaultdict(list)
    for pk in scope.client_projects:
        project = scope.projects[pk]
        key = ("agreement", project.agreement_id) if project.agreement_id else ("project", pk)
        found[key].append(project)
    return [Group(tuple(projects)) for projects in found.values()]


def month_row(row: ProjectMonth | WorkMonth) -> MonthRow:
    """A stored row of sums as the rules take it."""
    measures = Measures(*(getattr(row, name) for name in NAMES))
    return MonthRow(row.month, Sums(measures, row.cost_currency, row.value_currency))


def milestones(scope: Scope) -> dict[int, list[Milestone]]:
    """Milestones that carry a part of a fee, by project."""
    found: defaultdict[int, list[Milestone]] = defaultdict(list)
    planned = PlannedMilestone.objects.filter(project__in=scope.client_projects, share__gt=0)
    for one in planned.order_by("due_on", "pk"):
        found[one.project_id].append(Milestone(one.name, one.share or 0, one.delivered_on))
    return found


def facts_of(
    group: Group,
    rows: list[MonthRow],
    lines: list[LineFacts],
    marks: list[Milestone],
    days: list[WorkDay],
    unlined: Measures,
    data_to: date,
) -> ProjectFacts:
    """One group as the findings look at it."""
    progress = Progress(
        finished_on=_finished_on(group, lines, data_to),
        percent_complete=_percent(group, data_to),
        milestones=tuple(marks),
    )
    history = History(tuple(rows), progress)
    agreement = group.agreement
    price = one_price(lines) if lines else None
    if price is None and agreement is not None and agreement.hourly_rate is not None:
        price = Rate(agreement.hourly_rate, agreement.currency)
    return ProjectFacts(
        group.id,
        group.account_id,
        terms_of(group, rows, lines),
        history,
        total(row.sums.measures for row in rows),
        tuple(days),
        tuple(line.use for line in lines),
        unlined,
        price,
    )


def terms_of(group: Group, rows: list[MonthRow], lines: list[LineFacts]) -> AgreementTerms:
    """What was agreed. A project without agreement is *unknown*, in the one currency its time has a value in.

    For a fixed fee, `included_seconds` is the plan where no line holds one.
    """
    agreement = group.agreement
    if agreement is None:
        return AgreementTerms("unknown", currency_of(group, rows))
    model = cast("FeeModel", agreement.fee_model if agreement.fee_model in FEE_MODELS else "unknown")
    planned = sum(line.use.planned_seconds for line in lines)
    costs = [line.planned_cost for line in lines if line.planned_cost is not None]
    return AgreementTerms(
        model,
        agreement.currency,
        agreement.starts_on,
        agreement.ends_on,
        agreement.signed_on,
        agreement.fee,
        agreement.discount,
        agreement.cap,
        agreement.included_seconds,
        agreement.included_pieces,
        agreement.piece_price,
        agreement.bought_seconds,
        Rate(agreement.overage_rate, agreement.currency) if agreement.overage_rate is not None else None,
        cast("Counted", agreement.counted),
        planned or (agreement.included_seconds if model == "fixed" else None),
        sum(costs) if len(costs) == len(lines) and costs else None,
        cast("CompletionBasis", agreement.completion_basis),
    )


def currency_of(group: Group, rows: list[MonthRow]) -> str:
    """The one currency a project's time has a value in, else its account's."""
    used = {row.sums.value_currency for row in rows if row.sums.value_currency and row.sums.measures.value}
    account = group.projects[0].account
    return used.pop() if len(used) == 1 else (account.currency if account else "")


def _finished_on(group: Group, lines: list[LineFacts], data_to: date) -> date | None:
    ended = all(project.status in ENDED for project in group.projects)
    last = max((project.ends_on or data_to for project in group.projects), default=data_to) if ended else None
    return work_finished_on([line.finished_on for line in lines if line.use.quoted_seconds], last)


def _percent(group: Group, data_to: date) -> tuple[PercentStated, ...]:
    """The percent complete as it stands; of several projects under one agreement none speaks for the whole."""
    if len(group.projects) > 1 or group.projects[0].percent_complete is None:
        return ()
    return (PercentStated(data_to, group.projects[0].percent_complete * WHOLE // 100),)
