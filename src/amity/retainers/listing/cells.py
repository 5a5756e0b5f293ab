"""Cells of the list of retainers, drawn as text: templates of six hundred cells take a third of the page."""

from collections.abc import Callable
from typing import Any, Final

from django.template import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from amity.retainers.listing.rows import ListRow
from amity.retainers.periods.rules import Period
from amity.ui import formats, opening
from amity.ui.links import address_with
from amity.ui.templatetags.amity import bar, noright, percent

NONE: Final = format_html('<span class="none">{}</span>', formats.NONE)


def page_of_period(row: ListRow) -> str:
    """Return the retainer's page in the period of the list, which says what each quantity is made of."""
    period = row.listed.period
    query = f"?period={period.span.first.isoformat()}" if period else ""
    return f"{address_with('retainers:retainer', row.listed.agreement.pk)}{query}"


def quantity(name: str) -> Callable[[Context, ListRow, Any], SafeString]:
    """Return what draws a quantity of a retainer: a dash for none, or a hairline if it is hidden."""

    def draw(_context: Context, row: ListRow, _value: Any) -> SafeString:
        if row.unit is None:
            return NONE
        if row.unit.kind == "value" and not row.unit.fee:
            return noright()
        found = row.quantity(name)
        return opening.leads(page_of_period(row) if found is not None else "", row.unit.say(found))

    return draw


def share(_context: Context, row: ListRow, value: int | None) -> SafeString:
    """Draw the used share of what is available: a bar and its number."""
    if row.listed.share is None:
        return NONE
    drawn = bar(row.listed.share, None, row.bar)
    number = opening.leads(page_of_period(row), percent(value, "whole"))
    return format_html('<span class="used">{}<span class="tab">{}</span></span>', drawn, number)


def undecided(_context: Context, row: ListRow, _value: Any) -> SafeString:
    """Draw the periods whose overage waits for a decision, each a link for those who can take it."""
    shape = (
        '<a class="d-block nowrap" href="{1}">{0}</a>' if row.may_decide else '<span class="d-block nowrap">{0}</span>'
    )
    periods = ((row.over_in(one), _decision(row, one)) for one in row.undecided)
    return format_html_join("\n", shape, periods) or NONE


def _decision(row: ListRow, period: Period) -> str:
    return reverse("retainers:decide_over", args=[row.listed.agreement.pk, period.span.first.isoformat()])
