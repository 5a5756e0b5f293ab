"""Tables of money as files: columns limited by right, exact amounts in major units, and no cell that is a formula."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from amity.profitability import wording
from amity.profitability.figures.rules import Figure
from amity.profitability.projects.queries import Line
from amity.profitability.statements.money_view import MoneyView
from amity.profitability.statements.rows import Row
from amity.ui.lists import exact
from amity.ui.lists.columns import harmless
from amity.ui.lists.tables import FileTable

Cell = Callable[[Row], str]


def rows_file(rows: Sequence[Row], view: MoneyView, currency: str) -> FileTable:
    """Return a file of rows with the columns this right allows."""
    columns = _columns(view, currency, words=any(one.shut for one in rows))
    return FileTable(
        [heading for heading, _cell in columns], [[cell(one) for _heading, cell in columns] for one in rows]
    )


def lines_file(lines: Sequence[Line], view: MoneyView, currency: str) -> FileTable:
    """Return quoted against actual as a file, line by line."""
    words = any(one.earned.shut for one in lines)
    columns = [pair for pair in _columns(view, currency, words=words)[1:] if pair[0] != _("Hours")]
    heads = [_("Line"), _("Title"), _("Phase"), _("Quoted hours"), _("Actual hours"), _("Hours to go")]
    heads += [_("Difference"), _("Finished"), *(heading for heading, _cell in columns)]
    table = []
    for one in lines:
        status = one.status
        times = (status.quoted_seconds, status.used_seconds, status.to_go_seconds, status.difference_seconds)
        hours = [exact.hours(seconds) for seconds in times]
        title = one.title or _("Not quoted")
        finished = _("yes") if status.finished else _("no")
        cells = [harmless(one.number), harmless(title), harmless(one.phase), *hours]
        table.append([*cells, finished, *(cell(one.earned) for _heading, cell in columns)])
    return FileTable(heads, table)


def _columns(view: MoneyView, currency: str, *, words: bool) -> list[tuple[str, Cell]]:
    """Return the columns of a right. `words` adds the target's label, for rows that show it instead of a margin."""
    columns: list[tuple[str, Cell]] = [
        (_("Name"), lambda one: harmless(one.name or _("no client or project"))),
        (_("Hours"), lambda one: exact.hours(one.seconds)),
        (_("Hours without a cost or price"), lambda one: exact.hours(one.unpriced)),
    ]
    if view.fee:
        columns += [
            (_("Revenue, %(currency)s") % {"currency": currency}, lambda one: _money(one.revenue)),
            (_("Net fees, %(currency)s") % {"currency": currency}, lambda one: _money(one.agi)),
            (_("How to read net fees"), lambda one: _bound(one.agi)),
            (_("Average billable rate, %(currency)s") % {"currency": currency}, lambda one: _money(one.hourly)),
        ]
    if view.margin:
        columns += [
            (_("Cost, %(currency)s") % {"currency": currency}, lambda one: _money(one.cost)),
            (_("Delivery profit, %(currency)s") % {"currency": currency}, lambda one: _money(one.left)),
            (_("Margin, percent"), lambda one: exact.percent(one.margin.value) if one.margin else ""),
            (_("How to read it"), lambda one: _bound(one.margin)),
        ]
    if words or (view.target and not view.margin):
        columns.append((_("Target"), _word))
    columns.append((_("Reason if missing"), lambda one: wording.why(one.why_not) if one.why_not else ""))
    return columns


def _word(one: Row) -> str:
    if one.too_early:
        return _("too early to say")
    if one.on_target is None:
        return ""
    return _("on target") if one.on_target else _("below target")


def _bound(figure: Figure | None) -> str:
    """Return a figure's bound as text, "" if it is not known."""
    return "" if figure is None or figure.value is None else str(wording.BOUNDS[figure.bound])


def _money(figure: Figure | None) -> str:
    return exact.amount(figure.value, figure.currency) if figure else ""
