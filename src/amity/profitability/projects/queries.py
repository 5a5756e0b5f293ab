"""One project's money and lines: quoted against actual, burn, months."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from django.urls import reverse

from amity.agreements.contract import Contract, contract_of
from amity.agreements.lines.queries import PlacedLine
from amity.lines.queries import DisciplineHours
from amity.profitability.books.load import Books, books, month_row
from amity.profitability.causes.of_rows import causes_of
from amity.profitability.deals.rules import Deal, is_early
from amity.profitability.forecast.pace import Day
from amity.profitability.forecast.queries import is_forecast
from amity.profitability.lines.rules import LineStatus, LineUse, line_status, not_quoted, together
from amity.profitability.measures.rules import MonthRow, total
from amity.profitability.period.rules import Period, chosen, so_far
from amity.profitability.profit_rows.queries import PROJECT_TARGET, line_rows_of
from amity.profitability.projects.unquoted import unquoted_address
from amity.profitability.statements.ledger import Ledger
from amity.profitability.statements.money_view import MoneyView
from amity.profitability.statements.rows import Row, row, row_of_month
from amity.profitability.statements.rules import Part, statement
from amity.profitability.terms.queries import PlannedLine, plans
from amity.projects.models import Project
from amity.projects.queries import projects_seen_by
from amity.shared.actor import Actor
from amity.shared.money import Money
from amity.timesheets.sums.queries import days_of_project, line_months


@dataclass(frozen=True, slots=True)
class Burn:
    """Seconds by day and used by the end of each, an even plan between start and end, and the budget."""

    days: Sequence[Day]
    used: Sequence[Day]
    plan: Sequence[Day]
    budget: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """A quoted line with its status. `earned` is its revenue, if the actor can see it. Line 0 is unquoted time.

    `price` and `hours` by discipline are those of the agreement. `entries` is the address of its time, "" without any.
    """

    id: int
    number: str
    title: str
    phase: str
    discipline: str
    status: LineStatus
    earned: Row
    entries: str
    price: Money | None = None
    hours: Sequence[DisciplineHours] = ()

    @property
    def used(self) -> int | None:
        """The share of the plan that is used, in whole percent for a bar, or None without a plan."""
        return None if self.status.used_bp is None else self.status.used_bp // 100


@dataclass(frozen=True, slots=True)
class ProjectMoney:
    """A project's figures over its whole life. `cause` is why it misses its target, "" where that isn't known."""

    project: Project
    books: Books
    period: Period
    view: MoneyView
    currency: str
    level: str
    target: int
    figures: Row
    months: Sequence[Row]
    lines: Sequence[Line]
    total: LineStatus | None
    contract: Contract | None
    burn: Burn
    forecast: bool
    shared_with: int
    fee_model: str
    cause: str = ""


def project_money(by: Actor, project: Project, today: date, choice: str = "") -> ProjectMoney:
    """Return a project's money and lines as the actor can see them. The caller checks that they see the project.

    The figures are of its whole life, unless a period is chosen.
    """
    project_id = project.pk
    own = books(by, today, only=[project_id])
    span = chosen(choice, own.first, own.last, today) if choice else so_far(own.first, own.last, today)
    ledger = Ledger(own, span)
    target, view = own.limit(PROJECT_TARGET), own.view
    deal = own.deals.get(project.agreement_id or 0)
    model = deal.terms.fee_model if deal else "unknown"
    parts = ledger.parts(lambda part: part.project_id).get(project_id, [])
    figures = row(
        "project", project_id, project.name, statement(parts, own.currency), view, target, too_early=is_early(deal),
        fee_model=model,
    )  # fmt: skip
    planned = plans(own.agreements, today).get(project.agreement_id or 0)
    listed = planned.lines if planned else ()
    beside = _beside(by, project, deal) if view.time else []
    contract = contract_of(project.agreement, today) if project.agreement and view.time else None
    lines = _lines(ledger, project, listed, beside, contract) if view.time else []
    budget = sum(one.status.planned_seconds for one in lines) or None
    days = days_of_project(project_id) if view.time else []
    by_month = ledger.by_month(lambda part: part.project_id == project_id).items()
    return ProjectMoney(
        project=project,
        books=own,
        period=ledger.period,
        view=view,
        currency=own.currency,
        level=figures.level,
        target=target,
        figures=figures,
        months=_without_later(
            [row_of_month(month, str(month), one, view, target, own.today) for month, one in by_month], own.last
        ),
        lines=lines,
        total=together(one.status for one in lines) if lines else None,
        contract=contract if view.fee else None,
        burn=burn_of(project, days, budget),
        forecast=bool(budget) and is_forecast(project),
        shared_with=len(deal.by_project) - 1 if deal else 0,
        fee_model=model,
        cause=causes_of(own, ledger.period, [figures], target).get(project_id, ""),
    )


def _without_later(months: list[Row], last: int) -> list[Row]:
    """Return months without those after the `last` with time in which nothing was earned."""
    return [one for one in months if one.id <= last or (one.revenue and one.revenue.value)]


def _lines(
    ledger: Ledger, project: Project, listed: Sequence[PlannedLine], beside: Sequence[int], contract: Contract | None
) -> list[Line]:
    """Return lines in order, then the time on none. A pooled plan includes time of the projects `beside` it."""
    own = ledger.books
    rows = line_rows_of(own, [project.pk]).get(project.pk, {})
    used = {line: _seconds(months) for line, months in rows.items()}
    known = {one.line.pk for one in listed}
    if beside:
        for one in line_months(beside, through=own.last):
            if one.line_id in known:
                used[one.line_id] = used.get(one.line_id, 0) + month_row(one, own.currency).sums.measures.seconds
    parts = ledger.line_parts_of(own.projects[project.pk], rows | {line: rows.get(line, []) for line in known})
    target = own.limit(PROJECT_TARGET)

    def brings(line: int, name: str, of: Sequence[Part]) -> Row:
        return row("line", line, name, statement(of, own.currency), own.view, target)

    sold = {one.line.pk: one for one in contract.rows} if contract else {}
    found = [
        _line(
            one, used.get(one.line.pk, 0), brings(one.line.pk, one.line.title, [parts[one.line.pk]]),
            sold.get(one.line.pk), own.view,
        )
        for one in listed
    ]  # fmt: skip
    rest = sum(seconds for line, seconds in used.items() if line not in known)
    if rest and listed:
        # Time on no line, and on lines of another agreement that the project was under before.
        not_listed = [part for line, part in parts.items() if line not in known]
        earned = brings(0, "", not_listed)
        found.append(Line(0, "", "", "", "", not_quoted(rest), earned, unquoted_address(project.pk)))
    return found


def _beside(by: Actor, project: Project, deal: Deal | None) -> list[int]:
    """Return the other projects of a pooled agreement that the actor can see."""
    others = [key for key in deal.by_project if key != project.pk] if deal else []
    return list(projects_seen_by(by).filter(pk__in=others).values_list("pk", flat=True)) if others else []


def _line(one: PlannedLine, used: int, earned: Row, sold: PlacedLine | None, view: MoneyView) -> Line:
    use = LineUse(
        one.line.pk,
        one.quoted.planned_seconds if one.quoted else 0,
        one.current.planned_seconds if one.current else 0,
        used,
        finished=one.line.finished_at is not None,
    )
    return Line(
        one.line.pk, one.number, one.line.title, one.line.phase, one.discipline, line_status(use), earned,
        f"{reverse('timesheets:entries')}?line={one.line.pk}" if used else "",
        sold.price if sold and view.fee else None, sold.hours if sold else (),
    )  # fmt: skip


def _seconds(months: Sequence[MonthRow]) -> int:
    return total(one.sums.measures for one in months).seconds


def burn_of(project: Project, days: Sequence[Day], budget: int | None) -> Burn:
    """Return the burn of a project from its seconds by day."""
    used = zip((day for day, _ in days), accumulate(seconds for _, seconds in days), strict=True)
    return Burn(days, list(used), _plan(project, days, budget), budget)


def _plan(project: Project, days: Sequence[Day], budget: int | None) -> list[Day]:
    """Return an even plan between the project's start and end, empty without both. Nothing else is planned by day."""
    start = project.starts_on or (days[0][0] if days else None)
    if budget is None or start is None or project.ends_on is None or project.ends_on <= start:
        return []
    return [(start, 0), (project.ends_on, budget)]
