"""Charts and links of the money pages, from rows as somebody sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from babel.numbers import get_currency_symbol
from django.utils.translation import gettext as _

from amity.profitability.queries.portfolio import Portfolio
from amity.profitability.queries.project import ProjectMoney
from amity.profitability.queries.rows import Row
from amity.profitability.rules.figures import Figure
from amity.profitability.rules.period import Period
from amity.shared.money import Money
from amity.ui import formats
from amity.ui.charts import BurnLine, ByRoom, MonthBar, burn, margin_by_month
from amity.ui.ways import babel_locale, ways

THOUSAND_FROM = Decimal(10_000)
WIDE, SMALL = 740, 350
"""Inner widths in pixels of a card over two thirds, and over one third or on a phone."""
COST_PARTS = ("labour_cost", "other_costs")


@dataclass(frozen=True, slots=True)
class Link:
    """A choice beside others."""

    label: str
    url: str
    current: bool


def months_chart(months: Sequence[Row], currency: str) -> ByRoom | None:
    """Net fees and cost by month; None where no month has a margin to show."""
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
    """What amounts of a chart are divided by, so that its numbers stay short, and the unit that then holds."""
    symbol = get_currency_symbol(currency, babel_locale(ways().locale))
    if largest < THOUSAND_FROM:
        return Decimal(1), symbol
    return Decimal(1000), _("%(currency)s thousand") % {"currency": symbol}


def _bar(one: Row, scale: Decimal) -> MonthBar:
    """A month's bar, of the work whose fee is known; a month without a margin has none, and says why in the table."""
    known = one.of_known
    if known is None or known.value is None or one.agi is None:
        return MonthBar(one.id, Decimal(0), Decimal(0), None)
    spent = sum(one.value for one in known.inputs if one.label in COST_PARTS and isinstance(one.value, int))
    cost = Money(spent, one.agi.currency).major
    return MonthBar(one.id, _major(one.agi) / scale, cost / scale, known.value)


def _major(figure: Figure | None) -> Decimal:
    return Decimal(0) if figure is None or figure.value is None else Money(figure.value, figure.currency).major


def burn_chart(money: ProjectMoney, today: date) -> ByRoom | None:
    """Hours used against the plan of the lines; None before the first hour."""
    if not money.used:
        return None

    def in_hours(days: Sequence[tuple[date, int]]) -> list[tuple[date, Decimal]]:
        return [(day, round(Decimal(seconds) / 3600, 2)) for day, seconds in days]

    started = [(money.used[0][0], Decimal(0)), *in_hours(money.used)]
    budget = round(Decimal(money.budget) / 3600, 2) if money.budget else None
    line, end = BurnLine(started, in_hours(money.plan), budget), _end(money, today)
    wide = burn("burn", _("Burn"), line, today=end, unit=_("hours"))
    return ByRoom(wide, burn("burn-small", _("Burn"), line, today=end, unit=_("hours"), width=SMALL))


def _end(money: ProjectMoney, today: date) -> date:
    """The chart ends today, or with the last entry of work long over, so that silence does not flatten it."""
    last = money.used[-1][0]
    return last if (today - last).days > 60 else max(today, last)


def period_links(path: str, period: Period, last: int, order: str = "fees") -> list[Link]:
    """12 months, this year, one month."""
    named = [("12", _("12 months")), ("year", str(last // 100)), (str(last), formats.month(last))]
    kept = {"sort": order} if order != "fees" else {}
    return [Link(label, f"{path}?{urlencode({'period': key, **kept})}", key == period.choice) for key, label in named]


def order_links(path: str, order: str, seen: Portfolio) -> list[Link]:
    """By net fees, margin or over-service: only by what the person sees."""
    named = [("fees", _("By net fees") if seen.together.agi else _("By time"))]
    if seen.together.margin is not None:
        named.append(("margin", _("By margin")))
    named.append(("over", _("By over-servicing")))
    chosen = order if order in dict(named) else "fees"
    kept = {"period": seen.period.choice}
    return [Link(label, f"{path}?{urlencode({**kept, 'sort': key})}", key == chosen) for key, label in named]
