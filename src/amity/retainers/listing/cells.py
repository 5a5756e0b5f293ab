"""Cells of the list of retainers, drawn as text: templates of six hundred cells take a third of the page."""

from collections.abc import Callable
from typing import Any, Final

from django.template import Context
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from amity.retainers import wording
from amity.retainers.listing.rows import ListRow
from amity.retainers.periods.rules import Period
from amity.ui import formats
from amity.ui.templatetags.amity import bar, noright, percent

NONE: Final = format_html('<span class="none">{}</span>', formats.NONE)


def quantity(name: str) -> Callable[[Context, ListRow, Any], SafeString]:
    """Return what draws a quantity of a retainer: a dash for none, or a hairline if it is hidden."""

    def draw(_context: Context, row: ListRow, _value: Any) -> SafeString:
        if row.unit is None:
            return NONE
        hidden = row.unit.kind == "value" and not row.unit.fee
        return noright() if hidden else conditional_escape(row.unit.say(row.quantity(name)))

    return draw


def share(_context: Context, row: ListRow, value: int | None) -> SafeString:
    """Draw the used share of what is available: a bar and its number."""
    if row.listed.share is None:
        return NONE
    drawn = bar(row.listed.share, None, row.bar)
    return format_html('<span class="used">{}<span class="tab">{}</span></span>', drawn, percent(value, "whole"))


def undecided(_context: Context, row: ListRow, _value: Any) -> SafeString:
    """Draw the periods whose overage waits for a decision, each a link for those who can take it."""
    shape = (
        '<a class="d-block nowrap" href="{1}">{0}</a>' if row.may_decide else '<span class="d-block nowrap">{0}</span>'
    )
    periods = ((wording.named(one.span), _decision(row, one)) for one in row.undecided)
    return format_html_join("\n", shape, periods) or NONE


def _decision(row: ListRow, period: Period) -> str:
    return reverse("retainers:decide_over", args=[row.listed.agreement.pk, period.span.first.isoformat()])
