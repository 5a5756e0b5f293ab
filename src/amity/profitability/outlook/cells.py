"""Cells of the outlook by month, drawn as text: a page has a hundred."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from amity.profitability.outlook.queries import MonthsAhead
from amity.profitability.templatetags.profits import whole_money
from amity.ui import formats
from amity.ui.templatetags.amity import money


class Cell(NamedTuple):
    """A cell of a month: its row on the month's page, its CSS class, its minor units and seconds."""

    row: str
    css: str
    minor: int | None
    seconds: int
    hidden: bool = False


def drawn(cells: Sequence[Cell], seen: MonthsAhead, url: str) -> SafeString:
    """Draw the cells of a month with net fees and hours, each leading to its row on the month's page."""
    return format_html_join("\n", '<td class="{}">{}</td>', ((one.css, _linked(one, seen, url)) for one in cells))


def _linked(cell: Cell, seen: MonthsAhead, url: str) -> SafeString | str:
    inside = _inside(cell, seen)
    if cell.hidden or not (cell.minor or cell.seconds):
        return inside
    return format_html('<a class="quiet" href="{}#{}">{}</a>', url, cell.row, inside)


def _inside(cell: Cell, seen: MonthsAhead) -> SafeString | str:
    """Return net fees with hours below, or hours alone for those who don't see fees."""
    if not cell.hidden and not seen.view.fee:
        return formats.hours(cell.seconds)
    if cell.hidden or not (cell.minor or cell.seconds):
        return money(None)
    amount = whole_money(cell.minor, seen.currency)
    return format_html("{}<small>{}</small>", amount, formats.hours(cell.seconds)) if cell.seconds else amount
