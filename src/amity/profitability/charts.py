"""Charts of the money pages, from rows limited to the reader's rights."""

from collections.abc import Sequence
from decimal import Decimal

from babel.numbers import get_currency_symbol
from django.utils.translation import gettext as _

from amity.profitability.figures.rules import Figure
from amity.profitability.statements.rows import Row
from amity.shared.money import Money
from amity.ui.charts import ByRoom, MonthBar, margin_by_month
from amity.ui.reader_format import babel_locale, ways

THOUSAND_FROM = Decimal(10_000)
WIDE, SMALL = 740, 350
"""Inner widths in pixels of a card over two thirds, and over one third or on a phone."""
COST_PARTS = ("labour_cost", "other_costs")


def months_chart(months: Sequence[Row], currency: str) -> ByRoom | None:
    """Return the chart of net fees and cost by month, or None if no month has a margin to show."""
    known = [one for one in months if one.of_known is not None and one.of_known.value is not None]
    if not known:
        return None
    scale, unit = scale_of(max(_major(one.agi) for one in known), currency)
    bars = [_bar(one, scale) for one in months]
    title = _("Margin by month")
    return ByRoom(
        margin_by_month("months", title, bars, unit, width=WIDE),
        margin_by_month("months-small", title, bars, unit, width=SMALL),
    )


def scale_of(largest: Decimal, currency: str) -> tuple[Decimal, str]:
    """Return the divisor that keeps a chart's numbers short, and the unit that results."""
    symbol = get_currency_symbol(currency, babel_locale(ways().locale))
    if largest < THOUSAND_FROM:
        return Decimal(1), symbol
    return Decimal(1000), _("%(currency)s thousand") % {"currency": symbol}


def _bar(one: Row, scale: Decimal) -> MonthBar:
    """Return a month's bar, of the work whose fee is known. It is empty for a month without a margin."""
    known = one.of_known
    if known is None or known.value is None or one.agi is None:
        return MonthBar(one.id, Decimal(0), Decimal(0), None)
    spent = sum(one.value for one in known.inputs if one.label in COST_PARTS and isinstance(one.value, int))
    cost = Money(spent, one.agi.currency).major
    return MonthBar(one.id, _major(one.agi) / scale, cost / scale, known.value)


def _major(figure: Figure | None) -> Decimal:
    return Decimal(0) if figure is None or figure.value is None else Money(figure.value, figure.currency).major


def in_hours(seconds: float) -> Decimal:
    """Return seconds in hours for a chart."""
    return round(Decimal(seconds) / 3600, 2)
