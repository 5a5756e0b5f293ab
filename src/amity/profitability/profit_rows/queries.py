"""The rows of `amity profit`: by account, project, line or month, the same numbers as the pages."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from amity.profitability.books.load import Books, books, month_row
from amity.profitability.books.records import ProjectRecord
from amity.profitability.deals.rules import Deal, is_early
from amity.profitability.measures.rules import MonthRow
from amity.profitability.period.rules import Period, period
from amity.profitability.portfolio.queries import AGENCY_TARGET, account_rows, in_order
from amity.profitability.statements.ledger import Ledger
from amity.profitability.statements.money_view import MoneyView
from amity.profitability.statements.project_parts import ProjectParts
from amity.profitability.statements.rows import Row, row, row_of_month
from amity.profitability.statements.rules import Part, statement
from amity.profitability.terms.queries import PlannedLine, plans
from amity.shared.actor import Actor
from amity.shared.caches.memo import Memo
from amity.shared.dates.periods import written
from amity.timesheets.sums.queries import line_months

PROJECT_TARGET = "target.project_margin"
NO_PROJECT = "–"
ROWS: Memo[tuple[ProjectParts, MoneyView, int], Row] = Memo(4_096)


def profits(by: Actor, cut: str, first: int | None, last: int | None, today: date) -> tuple[Books, Period, list[Row]]:
    """Return rows by `account`, `project`, `line` or `month`. Without months, they include everything known."""
    own = books(by, today)
    span = period(first or own.first, last or own.last, today)
    ledger = Ledger(own, span)
    return own, span, CUTS[cut](ledger)


def _by_account(ledger: Ledger) -> list[Row]:
    nowhere = [project_part.part for project_part in ledger.project_parts if not project_part.account_id]
    rows = [one for one in account_rows(ledger) if one.seconds != 0 or (one.revenue and one.revenue.value)]
    return [*in_order(rows, "fees"), *_service_rows(ledger), *_rest_row(ledger, [*nowhere, ledger.on_nothing(0)])]


def _service_rows(ledger: Ledger) -> list[Row]:
    """Return a row for the time and expenses of each account that are on no project."""
    own = ledger.books
    rows = []
    for key, account in own.accounts.items():
        worked_out = statement([ledger.on_nothing(key)], own.currency)
        if worked_out.stirs:
            name = f"{account.name} / {NO_PROJECT}"
            rows.append(row("service", key, name, worked_out, own.view, own.limit(AGENCY_TARGET)))
    return rows


def _rest_row(ledger: Ledger, parts: Sequence[Part]) -> list[Row]:
    """Return the row for time and expenses without a client or project, so that the hours add up."""
    own = ledger.books
    worked_out = statement([part for part in parts if part.stirs], own.currency)
    return [row("nothing", 0, "", worked_out, own.view, own.limit(AGENCY_TARGET))] if worked_out.stirs else []


def project_rows(ledger: Ledger, projects: Sequence[ProjectRecord], target: int) -> list[Row]:
    """Return a row for each project with time or revenue, and one for each agreement with an unassigned rest."""
    own = ledger.books
    found = []
    for project in projects:
        project_parts = ledger.own[project.pk]
        worked_out = project_parts.statement
        if worked_out.stirs or worked_out.revenue.value:
            deal = own.deals[project.agreement_id] if project.agreement_id else None
            found.append(_cached_row(project_parts, project, own.view, target, deal))
    accounts = {project.account_id for project in projects} | own.whole
    for project_part in ledger.project_parts:
        if not project_part.project_id and project_part.account_id in accounts:
            agreement = own.agreements[project_part.agreement_id]
            worked_out = statement([project_part.part], own.currency)
            found.append(
                row("rest", agreement.pk, agreement.title, worked_out, own.view, target, fee_model=agreement.fee_model)
            )
    return found


def _cached_row(
    project_parts: ProjectParts, project: ProjectRecord, view: MoneyView, target: int, deal: Deal | None
) -> Row:
    """Return the row of a project, cached by its parts, which follow from its deal, and by the reader's view."""
    return ROWS.get(
        (project_parts, view, target),
        lambda: row(
            "project", project.pk, project.name, project_parts.statement, view, target, too_early=is_early(deal),
            fee_model=deal.terms.fee_model if deal else "unknown",
        ),
    )  # fmt: skip


def _by_project(ledger: Ledger) -> list[Row]:
    projects = list(ledger.books.projects.values())
    names = _distinct_names(ledger.books)
    rows = project_rows(ledger, projects, ledger.books.limit(PROJECT_TARGET))
    return [*in_order([_named(one, names) for one in rows], "fees"), *_beside_projects(ledger)]


def _named(row: Row, names: Mapping[int, str]) -> Row:
    """Return the row of a project with its distinct name."""
    name = names[row.id] if row.kind == "project" else row.name
    return row if name == row.name else replace(row, name=name)


def _beside_projects(ledger: Ledger) -> list[Row]:
    return [*_service_rows(ledger), *_rest_row(ledger, [ledger.on_nothing(0)])]


def _distinct_names(own: Books) -> dict[int, str]:
    """Return distinct names of projects, adding the account, and then the number, to those with the same name."""
    names = {key: one.name for key, one in own.projects.items()}
    for more in (_account_name(own), {key: f"#{key}" for key in names}):
        count = Counter(names.values())
        names = {key: f"{name} ({more[key]})" if count[name] > 1 else name for key, name in names.items()}
    return names


def _account_name(own: Books) -> dict[int, str]:
    found = {}
    for key, project in own.projects.items():
        account = own.accounts.get(project.account_id or 0)
        found[key] = account.name if account else NO_PROJECT
    return found


def _by_line(ledger: Ledger) -> list[Row]:
    own = ledger.books
    lines, names = lines_of(own), _distinct_names(own)
    rows = line_rows_of(own, list(own.projects))
    found: list[Row] = []
    for project in own.projects.values():
        worked_out = ledger.by_line(project, rows.get(project.pk, {}))
        named = {one.line.pk: one for one in lines.get(project.agreement_id or 0, ())}
        for line in sorted(worked_out, key=lambda key: list(named).index(key) if key in named else len(named)):
            if worked_out[line].stirs:
                number = named[line].number if line in named else ""
                name = f"{names[project.pk]} / {number or NO_PROJECT}"
                found.append(row("line", line, name, worked_out[line], own.view, own.limit(PROJECT_TARGET)))
    return [*found, *_beside_projects(ledger)]


def lines_of(own: Books) -> dict[int, tuple[PlannedLine, ...]]:
    """Return the lines of each agreement that has any."""
    return {key: plan.lines for key, plan in plans(own.agreements, own.today).items()}


def line_rows_of(own: Books, projects: Sequence[int]) -> dict[int, dict[int, list[MonthRow]]]:
    """Return monthly rows by project and line."""
    found: defaultdict[int, defaultdict[int, list[MonthRow]]] = defaultdict(lambda: defaultdict(list))
    for one in line_months(projects, through=own.last):
        found[one.project_id][one.line_id].append(month_row(one, own.currency))
    return {project: dict(lines) for project, lines in found.items()}


def _by_month(ledger: Ledger) -> list[Row]:
    own = ledger.books
    nowhere = [project_part.part for project_part in ledger.project_parts if not project_part.account_id]
    months = [
        row_of_month(month, written(month), worked_out, own.view, own.limit(AGENCY_TARGET), own.today)
        for month, worked_out in ledger.of_clients_by_month().items()
    ]
    return [*months, *_rest_row(ledger, [*nowhere, *(ledger.on_nothing(key) for key in (*own.accounts, 0))])]


CUTS: dict[str, Callable[[Ledger], list[Row]]] = {
    "account": _by_account,
    "project": _by_project,
    "line": _by_line,
    "month": _by_month,
}
