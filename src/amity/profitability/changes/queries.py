"""What moved time or revenue, from the books that a page of money has read."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from django.utils.translation import gettext as _

from amity.profitability.accounts.queries import AccountMoney
from amity.profitability.changes import rules, wording
from amity.profitability.changes.rules import Parts
from amity.profitability.figures.rules import Figure
from amity.profitability.portfolio.queries import Portfolio, account_rows
from amity.profitability.profit_rows.queries import line_rows_of, project_rows
from amity.profitability.projects.queries import ProjectMoney
from amity.profitability.statements.ledger import Ledger
from amity.profitability.statements.rows import Row, row

CHANGES: Final = frozenset({"time", "revenue", "agi"})
"""Figures that are explained by what moved them. Others have a cause of their own."""
RowsOf = Callable[[Ledger], Sequence[Row]]


def portfolio_change(figure: str, seen: Portfolio) -> str:
    """Return which account moved a figure of all work for clients."""
    return _change(figure, seen, account_rows)


def account_change(figure: str, seen: AccountMoney) -> str:
    """Return which project moved a figure of an account."""
    projects = [one for one in seen.books.projects.values() if one.account_id == seen.account.pk]
    return _change(figure, seen, partial(project_rows, projects=projects, target=seen.project_target))


def project_change(figure: str, seen: ProjectMoney) -> str:
    """Return how all time of a project compares with its quote, otherwise which line moved the figure."""
    total = seen.total
    if figure == "time" and not seen.period.choice and total is not None and total.quoted_seconds:
        over = {one.title: one.status.used_seconds - one.status.quoted_seconds for one in seen.lines}
        line = max(over, key=lambda title: over[title])
        return wording.against_quote(total.used_seconds, total.quoted_seconds, line if over[line] > 0 else "")
    return _change(figure, seen, partial(_lines, seen=seen))


def _lines(ledger: Ledger, seen: ProjectMoney) -> list[Row]:
    own, key = ledger.books, seen.project.pk
    titles = {one.id: one.title for one in seen.lines}
    lines = ledger.by_line(own.projects[key], line_rows_of(own, [key]).get(key, {}))
    return [
        row("line", line, titles.get(line) or _("unquoted time"), worked_out, own.view, seen.target)
        for line, worked_out in lines.items()
    ]


def _change(figure: str, seen: Portfolio | AccountMoney | ProjectMoney, rows_of: RowsOf) -> str:
    months = rules.compared(seen.period, seen.books.first)
    if months is None:
        return wording.nothing_before(seen.period)
    now, before = (_parts(figure, rows_of, Ledger(seen.books, span)) for span in months)
    moved = rules.movement(now, before)
    if moved is None:
        return wording.unknown_before(months)
    return wording.sentence(moved, months, "seconds" if figure == "time" else "minor", seen.currency)


def _parts(figure: str, rows_of: RowsOf, ledger: Ledger) -> Parts:
    found: list[tuple[Row, Figure | None]] = [(one, getattr(one, figure)) for one in rows_of(ledger)]
    return {(one.kind, one.id): (one.name, part.value if part else None) for one, part in found}
