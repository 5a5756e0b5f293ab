"""Tables of money as CSV: columns narrowed by right, amounts exact in major units, and no cell that is a formula."""

import csv
import io
from collections.abc import Callable, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from amity.profitability import wording
from amity.profitability.queries.project import Line
from amity.profitability.queries.rows import Row
from amity.profitability.queries.sight import Sight
from amity.profitability.rules.figures import Figure
from amity.shared.money import Money
from amity.ui.lists.columns import harmless

Cell = Callable[[Row], str]


def rows_as_csv(rows: Sequence[Row], sight: Sight, currency: str) -> str:
    """Rows with the columns this right reaches."""
    columns = _columns(sight, currency, words=any(one.shut for one in rows))
    return _written(
        [heading for heading, _cell in columns], [[cell(one) for _heading, cell in columns] for one in rows]
    )


def lines_as_csv(lines: Sequence[Line], sight: Sight, currency: str) -> str:
    """Quoted against actual, line by line."""
    words = any(one.earned.shut for one in lines)
    columns = [pair for pair in _columns(sight, currency, words=words)[1:] if pair[0] != _("Hours")]
    heads = [_("Line"), _("Title"), _("Phase"), _("Quoted hours"), _("Actual hours"), _("Hours to go")]
    heads += [_("Difference"), _("Finished"), *(heading for heading, _cell in columns)]
    table = []
    for one in lines:
        status = one.status
        times = (status.quoted_seconds, status.used_seconds, status.to_go_seconds, status.difference_seconds)
        title = one.title or _("Not quoted")
        finished = _("yes") if status.finished else _("no")
        cells = [harmless(one.number), harmless(title), harmless(one.phase), *(_hours(seconds) for seconds in times)]
        table.append([*cells, finished, *(cell(one.earned) for _heading, cell in columns)])
    return _written(heads, table)


def _columns(sight: Sight, currency: str, *, words: bool) -> list[tuple[str, Cell]]:
    """The columns of a right; `words` adds the target's word, where a row has that in place of its margin."""
    columns: list[tuple[str, Cell]] = [
        (_("Name"), lambda one: harmless(one.name or _("none"))),
        (_("Hours"), lambda one: _hours(one.seconds)),
        (_("Hours not priced"), lambda one: _hours(one.unpriced)),
    ]
    if sight.fee:
        columns += [
            (_("Revenue, %(currency)s") % {"currency": currency}, lambda one: _money(one.revenue)),
            (_("Net fees, %(currency)s") % {"currency": currency}, lambda one: _money(one.agi)),
            (_("An hour earns, %(currency)s") % {"currency": currency}, lambda one: _money(one.hourly)),
        ]
    if sight.margin:
        columns += [
            (_("Cost, %(currency)s") % {"currency": currency}, lambda one: _money(one.cost)),
            (_("Left for us, %(currency)s") % {"currency": currency}, lambda one: _money(one.left)),
            (_("Margin, percent"), lambda one: _percent(one.margin)),
            (_("How to read it"), lambda one: str(wording.BOUNDS[one.margin.bound]) if one.margin else ""),
        ]
    if words or (sight.target and not sight.margin):
        columns.append((_("Target"), lambda one: _word(one.on_target)))
    columns.append((_("Why not"), lambda one: wording.why(one.why_not) if one.why_not else ""))
    return columns


def _word(on_target: bool | None) -> str:
    if on_target is None:
        return ""
    return _("on target") if on_target else _("below target")


def _money(figure: Figure | None) -> str:
    return "" if figure is None or figure.value is None else f"{Money(figure.value, figure.currency).major:f}"


def _percent(figure: Figure | None) -> str:
    return "" if figure is None or figure.value is None else f"{Decimal(figure.value) / 100:f}"


def _hours(seconds: int | None) -> str:
    return "" if seconds is None else f"{(Decimal(seconds) / 3600).quantize(Decimal('0.0001')).normalize():f}"


def _written(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A CSV that spreadsheets take for UTF-8."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(heads)
    writer.writerows(rows)
    return f"\ufeff{file.getvalue()}"
