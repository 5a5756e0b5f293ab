"""The rows of `amity profit`: by account, project, line or month, the same numbers as the pages."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date

from amity.profitability.queries.books import Books, books, month_row
from amity.profitability.queries.pieces import Pieces
from amity.profitability.queries.portfolio import AGENCY_TARGET, account_rows, in_order
from amity.profitability.queries.records import ProjectRecord
from amity.profitability.queries.rows import Row, row
from amity.profitability.queries.sight import Sight
from amity.profitability.queries.statements import Ledger
from amity.profitability.queries.terms import PlannedLine, plans
from amity.profitability.rules.measures import MonthRow
from amity.profitability.rules.period import Period, period
from amity.profitability.rules.statement import statement
from amity.shared.actor import Actor
from amity.shared.kept import Kept
from amity.shared.periods import written
from amity.timesheets.reads import line_months

PROJECT_TARGET = "target.project_margin"
ROWS: Kept[tuple[Pieces, Sight, int], Row] = Kept(8_192)


def profits(by: Actor, cut: str, first: int | None, last: int | None, today: date) -> tuple[Books, Period, list[Row]]:
    """Rows cut by `account`, `project`, `line` or `month`; without months, everything that is known."""
    own = books(by, today)
    span = period(first or own.first, last or own.last, today)
    ledger = Ledger(own, span)
    return own, span, CUTS[cut](ledger)


def _by_account(ledger: Ledger) -> list[Row]:
    own = ledger.books
    parts = ledger.parts(lambda piece: piece.account_id)
    rest = statement(parts.get(0, ()), own.currency, ledger.service(0), ledger.service_from_file(0))
    rows = in_order(account_rows(ledger), "fees")
    if rest.measures.seconds:
        rows.append(row("account", 0, "", rest, own.sight, own.limit(AGENCY_TARGET)))
    return rows


def project_rows(ledger: Ledger, projects: Sequence[ProjectRecord], target: int) -> list[Row]:
    """A row for each project with time or revenue, and one for each agreement that no project could take all of."""
    own = ledger.books
    found = []
    for project in projects:
        pieces = ledger.own[project.pk]
        worked_out = pieces.statement
        if worked_out.stirs or worked_out.revenue.value:
            model = own.deals[project.agreement_id].terms.fee_model if project.agreement_id else "unknown"
            found.append(_kept_row(pieces, project, own.sight, target, model))
    accounts = {project.account_id for project in projects} | own.whole
    for piece in ledger.pieces:
        if not piece.project_id and piece.account_id in accounts:
            agreement = own.agreements[piece.agreement_id]
            worked_out = statement([piece.part], own.currency)
            found.append(
                row("rest", agreement.pk, agreement.title, worked_out, own.sight, target, fee_model=agreement.fee_model)
            )
    return found


def _kept_row(pieces: Pieces, project: ProjectRecord, sight: Sight, target: int, model: str) -> Row:
    """The row of a project by its pieces, which hold all it is made of, and by what decides how much is seen of it."""
    return ROWS.get(
        (pieces, sight, target),
        lambda: row("project", project.pk, project.name, pieces.statement, sight, target, fee_model=model),
    )


def _by_project(ledger: Ledger) -> list[Row]:
    projects = list(ledger.books.projects.values())
    return in_order(project_rows(ledger, projects, ledger.books.limit(PROJECT_TARGET)), "fees")


def _by_line(ledger: Ledger) -> list[Row]:
    own = ledger.books
    lines = lines_of(own)
    rows = line_rows_of(own, list(own.projects))
    found = []
    for project in own.projects.values():
        worked_out = ledger.by_line(project, rows.get(project.pk, {}))
        named = {one.line.pk: one for one in lines.get(project.agreement_id or 0, ())}
        for line in sorted(worked_out, key=lambda key: list(named).index(key) if key in named else len(named)):
            if worked_out[line].stirs:
                number = named[line].number if line in named else ""
                name = f"{project.name} / {number}" if number else f"{project.name} / –"
                found.append(row("line", line, name, worked_out[line], own.sight, own.limit(PROJECT_TARGET)))
    return found


def lines_of(own: Books) -> dict[int, tuple[PlannedLine, ...]]:
    """The lines of each agreement that has any."""
    return {key: plan.lines for key, plan in plans(own.agreements, own.today).items()}


def line_rows_of(own: Books, projects: Sequence[int]) -> dict[int, dict[int, list[MonthRow]]]:
    """Monthly rows by project and line."""
    found: defaultdict[int, defaultdict[int, list[MonthRow]]] = defaultdict(lambda: defaultdict(list))
    for one in line_months(projects, through=own.last):
        found[one.project_id][one.line_id].append(month_row(one, own.currency))
    return {project: dict(lines) for project, lines in found.items()}


def _by_month(ledger: Ledger) -> list[Row]:
    own = ledger.books
    return [
        row("month", month, written(month), worked_out, own.sight, own.limit(AGENCY_TARGET))
        for month, worked_out in ledger.by_month(lambda piece: piece.account_id != 0).items()
    ]


CUTS: dict[str, Callable[[Ledger], list[Row]]] = {
    "account": _by_account,
    "project": _by_project,
    "line": _by_line,
    "month": _by_month,
}
