"""The figures that closing a month freezes, or has frozen, by account."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from amity.profitability import wording
from amity.profitability.closing.checklist import Checklist
from amity.profitability.closing.freezing import AccountFigures, account_figures
from amity.profitability.figures.rules import Figure
from amity.profitability.models import Closing
from amity.profitability.statements.rows import Row, row
from amity.profitability.templatetags.profits import of_account
from amity.shared.money import Money
from amity.ui import formats
from amity.ui.links import address_with
from amity.ui.lists import exact
from amity.ui.lists.columns import harmless
from amity.ui.lists.tables import FileTable
from amity.ui.templatetags.amity import money

TARGET = "target.agency_margin"
SHOWN = 50
"""Accounts before "Show the other n". They have the most net fees."""


@dataclass(frozen=True, slots=True)
class FreezeRow:
    """An account in the table. `since` is the change of net fees since the month was last frozen."""

    id: int
    name: str
    agi: Figure
    margin: Figure
    held: AccountFigures
    since: Money | None


@dataclass(frozen=True, slots=True)
class FreezeTable:
    """Accounts with the most net fees first, and their total. `compared` is an earlier closing."""

    rows: Sequence[FreezeRow]
    together: Row
    compared: Closing | None
    since: Money | None
    currency: str


def drawn(rows: Sequence[FreezeRow], month: int, *, is_compared: bool) -> SafeString:
    """Draw accounts as rows of the page's table."""
    cells = '<td class="num">{}</td><td class="num dim">{}</td><td class="num">{}</td>'
    if not is_compared:
        cells = '<td class="num">{}</td>{}<td class="num">{}</td>'
    shape = f'<tr data-row><th scope="row"><a class="quiet" href="{{}}?period={{}}">{{}}</a></th>{cells}</tr>'
    values = (
        (address_with("money:account", one.id), month, one.name, of_account("agi", one.agi, one.id, month),
         _change(one) if is_compared else "", of_account("margin", one.margin, one.id, month))
        for one in rows
    )  # fmt: skip
    return format_html_join("\n", shape, values)


def _change(one: FreezeRow) -> SafeString | str:
    return money(one.since) if one.since is not None and one.since.minor else formats.NONE


def freeze_table(seen: Checklist) -> FreezeTable:
    """Return the table of a month: frozen figures if it is closed, current figures if it is open."""
    own = seen.ledger.books
    held = _held(seen)
    earlier = {one.account_id: one for one in _frozen(seen.opened)} if seen.opened else {}
    rows = []
    for one in held:
        account = own.accounts.get(one.account_id)
        before = earlier.get(one.account_id)
        since = (one.agi or 0) - ((before.agi or 0) if before else 0) if seen.opened else None
        rows.append(
            FreezeRow(
                one.account_id,
                account.name if account else _("deleted account"),
                _figure(one.agi, "minor", one.agi_bound, one, own.currency),
                _figure(one.margin, "basis_points", one.bound, one, ""),
                one,
                None if since is None else Money(since, own.currency),
            )
        )
    rows.sort(key=lambda one: (one.agi.value is None, -(one.agi.value or 0), one.name))
    together = seen.ledger.of_clients()
    accounts = {one.account_id for one in held}
    gone = sum(one.agi or 0 for key, one in earlier.items() if key not in accounts)
    difference = sum(one.since.minor for one in rows if one.since) - gone
    return FreezeTable(
        rows,
        row("portfolio", 0, "", together, own.view, own.limit(TARGET)),
        seen.opened,
        Money(difference, own.currency) if seen.opened else None,
        own.currency,
    )


def _held(seen: Checklist) -> list[AccountFigures]:
    if seen.closing is not None:
        return _frozen(seen.closing)
    return [account_figures(key, one) for key, one in seen.accounts]


def _frozen(closing: Closing) -> list[AccountFigures]:
    return [AccountFigures._make(row) for row in closing.accounts.values_list(*AccountFigures._fields)]


def _figure(value: int | None, unit: str, bound: str, one: AccountFigures, currency: str) -> Figure:
    why = None if value is not None else one.why_not or "unknown"
    return Figure(value, unit, why, (), currency, bound)  # type: ignore[arg-type]


def file_of(table: FreezeTable) -> FileTable:
    """Return the table as a file, in the agency's currency."""
    heads = (_("Revenue"), _("Pass-through"), _("Net fees"), _("Delivery cost"), _("Account service"))
    money = [f"{head}, {table.currency}" for head in heads]
    first = [_("Account"), _("Hours"), _("Hours without a cost or price"), *money]
    last = [_("Margin, percent"), _("How to read it"), _("Reason if missing")]
    return FileTable([*first, *last], [_cells(one, table.currency) for one in table.rows])


def _cells(one: FreezeRow, currency: str) -> list[str]:
    held = one.held
    amounts = (held.revenue, held.pass_through, held.agi, held.expenses, held.service_cost)
    return [
        harmless(one.name),
        exact.hours(held.seconds),
        exact.hours(held.uncosted_seconds),
        *(exact.amount(minor, currency) for minor in amounts),
        exact.percent(held.margin),
        str(wording.BOUNDS[held.bound]),
        wording.why(held.why_not) if held.why_not else "",
    ]
