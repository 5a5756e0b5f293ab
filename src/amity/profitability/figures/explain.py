"""Explain a figure: labelled inputs, with dates, sources and links to the rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.profitability import wording
from amity.profitability.conversion.rules import added
from amity.profitability.figures.addresses import why_url
from amity.profitability.figures.rules import Figure, Input, amount
from amity.profitability.frozen_months.queries import NOT_CLOSED, FrozenInputs
from amity.profitability.period.rules import Period
from amity.profitability.statements.rows import Row
from amity.shared.errors import NotSeen, Refused
from amity.shared.money import Money
from amity.ui import formats

MOST_PARTS = 8
SUMS: Final = frozenset({"revenue", "agi", "cost", "left", "time"})
"""Figures of a whole that are the sum of the same figure of its parts."""
SHARES: Final = frozenset({"over"})
"""Figures of a whole that its parts have too, without adding up to it."""
ON_REVENUE: Final = frozenset({"revenue", "agi"})
"""Figures that begin with the inputs of their revenue, and with what the month end froze of it."""
OPENED_BY: Final[Mapping[str, str]] = {"revenue": "revenue", "net_fees": "agi", "delivery_time": "time"}
"""Inputs that are figures themselves, by the figure that explains them."""
COST_PARTS: Final = ("labour_cost", "other_costs")
LEFT_OUT: Final = frozenset({"not_known", "parts_not_known", "time_not_known"})
SILENT_AT_ZERO: Final = frozenset(
    {
        "pass_through",
        "other_costs",
        "account_service_spent",
        "account_service_without_cost",
        "time_without_cost",
        "time_without_price",
        "over_cap",
        "revenue_before",
        "not_known",
    }
)

TITLES: Final[Mapping[str, Promise]] = {
    "margin": lazy("Delivery margin"),
    "of_known": lazy("Delivery margin, based on what is known"),
    "revenue": lazy("Revenue"),
    "agi": lazy("Net fees (AGI)"),
    "hourly": lazy("Average billable rate"),
    "cost": lazy("Delivery cost"),
    "left": lazy("Delivery profit"),
    "account_margin": lazy("Account margin"),
    "over": lazy("Over-servicing"),
    "time": lazy("Delivery time"),
}
FORMULAS: Final[Mapping[str, Promise]] = {
    "margin": lazy("(net fees − delivery cost) ÷ net fees"),
    "of_known": lazy("(net fees − delivery cost) ÷ net fees, for work with known revenue"),
    "revenue": lazy("what the work has earned by the fee model of its agreement, with billed expenses"),
    "agi": lazy("revenue − pass-through costs"),
    "hourly": lazy("net fees ÷ all delivery hours, not only those billed"),
    "cost": lazy("labour cost + other delivery cost; labour is the sum of what each entry cost when it was logged"),
    "left": lazy("net fees − delivery cost"),
    "account_margin": lazy("(net fees − delivery cost − account service cost) ÷ net fees"),
    "over": lazy("(worked − included) ÷ included time, for retainers in this period"),
    "time": lazy("all time logged on projects in this period, billable or not"),
}
REVENUE: Final[Mapping[str, Promise]] = {
    "fixed": lazy("fee × completion + billed expenses"),
    "time_and_materials": lazy("value of billable time, up to the cap + billed expenses"),
    "retainer": lazy("fees by day + overage and top-ups + billed expenses"),
    "prepaid": lazy("price of the time bought × time used or expired ÷ time bought + billed expenses"),
}
"""How one agreement earns its revenue, by its fee model."""


@dataclass(frozen=True, slots=True)
class Ingredient:
    """One input of a calculation: its label, value, source and date. `opens` is the figure that explains it."""

    label: str
    shown: str
    evidence: str
    of: Input
    opens: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The same figure of a row within the whole. `url` explains it, "" where nothing does."""

    name: str
    figure: Figure
    url: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A figure with its calculation. `more` is the sum of the parts beyond those listed, `closed` the inputs of its
    last closed month.
    """

    title: str
    figure: Figure
    why_not: str
    formula: str
    bound: str
    ingredients: Sequence[Ingredient]
    parts: Sequence[Part]
    more_parts: int
    more: Figure | None
    closed: Sequence[Ingredient]
    closed_month: int | None
    rows_url: str
    expenses_url: str
    rests_on_cost: bool

    @property
    def has_sources(self) -> bool:
        """Return whether a component names its source. The parts of a whole don't."""
        return any(one.evidence for one in self.ingredients)


def explain(
    name: str,
    whole: Row,
    period: Period,
    parts: Sequence[Row] = (),
    only: Mapping[str, int] | None = None,
    closed: FrozenInputs = NOT_CLOSED,
) -> Explanation:
    """Return the explanation of a row's figure. Raise `NotSeen` for an unknown name, `Refused` without the right."""
    if name not in TITLES:
        raise NotSeen(_("Figure not found."))
    figure: Figure | None = getattr(whole, name)
    if figure is None:
        raise Refused(_("You don’t have access to this figure. Ask finance or a director."))
    known = _parts(name, parts, period) if name in SUMS | SHARES else []
    beyond = known[MOST_PARTS:]
    own = [*_inputs(name, whole, figure, parts), *(closed.months if name in ON_REVENUE else ())]
    return Explanation(
        title=str(TITLES[name]),
        figure=figure,
        why_not=wording.why(figure.why_not) if figure.why_not else "",
        formula=str(REVENUE.get(whole.fee_model, FORMULAS[name]) if name == "revenue" else FORMULAS[name]),
        bound=_bound(figure),
        ingredients=[ingredient(one, figure.currency, _opened_by(name, one, whole)) for one in own if tells(one)],
        parts=known[:MOST_PARTS],
        more_parts=len(beyond),
        more=_added(beyond, figure) if beyond and name in SUMS else None,
        closed=[ingredient(one, figure.currency) for one in closed.inputs if name in ON_REVENUE and tells(one)],
        closed_month=closed.month if name in ON_REVENUE else None,
        rows_url=rows_url(period, only or {}),
        expenses_url=expenses_url(period, only or {}) if _spent(name, whole, figure) else "",
        rests_on_cost=name not in ("revenue", "agi", "hourly", "over", "time"),
    )


def _added(parts: Sequence[Part], of: Figure) -> Figure:
    """Return the sum of parts of a figure, in its unit."""
    return added((part.figure for part in parts), of.currency)._replace(unit=of.unit)


def ingredient(one: Input, currency: str, opens: str = "") -> Ingredient:
    """Return an input as label, value and source. `opens` is the figure that explains it."""
    source = str(wording.SOURCES[one.source])
    dated = formats.day(one.as_of, timezone.localdate()) if one.as_of else ""
    evidence = _("%(source)s, %(day)s") % {"source": source, "day": dated} if dated else source
    return Ingredient(_label(one), _shown(one, currency), evidence, one, opens)


def _opened_by(name: str, one: Input, whole: Row) -> str:
    """Return the figure of the same row that explains an input, "" if it is of another time or amount."""
    opens = OPENED_BY.get(one.label, "")
    figure: Figure | None = getattr(whole, opens) if opens and opens != name else None
    return opens if figure is not None and figure.value == one.value else ""


def _parts(name: str, parts: Sequence[Row], period: Period) -> list[Part]:
    """Return the rows behind a figure, the largest first. A cost that isn't fully known has its known part."""
    found = []
    for one in parts:
        part: Figure | None = getattr(one, name)
        if part is not None and part.value is None and name == "cost":
            known = sum(cost.value for cost in part.inputs if cost.label in COST_PARTS and isinstance(cost.value, int))
            part = amount(known, part.currency, part.inputs, "at_least")
        if part is not None and part.value:
            found.append(Part(one.name, part, why_url(name, one, period.choice)))
    return sorted(found, key=lambda one: (-(one.figure.value or 0), one.name))


def _inputs(name: str, whole: Row, figure: Figure, parts: Sequence[Row] = ()) -> Sequence[Input]:
    """Return the inputs of a figure. Net fees begin with the inputs of their revenue, once each.

    If the figure adds up from rows, each row has its own inputs, so only what is left out is listed.
    """
    behind = whole.revenue.inputs if name in ON_REVENUE and whole.revenue else ()
    if name == "revenue":
        return [one for one in behind if not parts or one.label in LEFT_OUT]
    if name == "time" and parts:
        return ()
    if parts:
        behind = tuple(one for one in behind if one.label in LEFT_OUT)
    own = [one for one in figure.inputs if one not in behind]
    return [*behind, *own]


def tells(one: Input) -> bool:
    """Return whether an input is worth a line. A gap or a deduction of 0 is not."""
    return one.value is not None and not (one.value == 0 and one.label in SILENT_AT_ZERO)


def rows_url(period: Period, only: Mapping[str, int | str]) -> str:
    """Return the URL of the filtered list of entries behind a figure."""
    span = {"since": period.first_day.isoformat(), "until": period.last_day.isoformat()}
    return f"{reverse('timesheets:entries')}?{urlencode({**only, **span})}"


def expenses_url(period: Period, only: Mapping[str, int]) -> str:
    """Return the URL of the filtered list of expenses behind a figure."""
    span = {"since": period.first_day.isoformat(), "until": period.last_day.isoformat()}
    return f"{reverse('expenses:expenses')}?{urlencode({**only, **span})}"


def _spent(name: str, whole: Row, figure: Figure) -> bool:
    """Return whether a figure includes expenses."""
    return any(one.source == "expenses" and one.value for one in _inputs(name, whole, figure))


def _label(one: Input) -> str:
    words, (bare, month) = wording.label(one.label), wording.dated(one.label)
    if month is None:
        return words
    if bare == "exchange_rate":
        return _("%(label)s %(currency)s, %(month)s") % {
            "label": words,
            "currency": one.currency,
            "month": formats.month(month),
        }
    return _("%(label)s, %(month)s") % {"label": words, "month": formats.month(month)}


def _shown(one: Input, currency: str) -> str:
    value = one.value
    if one.unit == "minor":
        return formats.money(Money(int(value or 0), one.currency or currency), cents=True)  # type: ignore[arg-type]
    if one.unit == "minor_per_hour":
        return formats.money(Money(int(value or 0), one.currency or currency), cents=True)  # type: ignore[arg-type]
    if one.unit == "seconds":
        return formats.hours(int(value or 0), "exact")  # type: ignore[arg-type]
    if one.unit == "basis_points":
        return formats.percent(int(value or 0))  # type: ignore[arg-type]
    if one.unit == "month":
        return formats.month(int(value or 0))  # type: ignore[arg-type]
    if one.unit == "rate":
        return formats.number(Decimal(str(value)), 2, 6)
    return formats.number(int(value or 0))  # type: ignore[arg-type]


def _bound(figure: Figure) -> str:
    return {
        "at_most": _(
            "Up to 5% of the time or expenses have no cost, so the figure can only be lower. Above 5% it would "
            "not be shown."
        ),
        "at_least": _("Some time or expenses have no cost or price, so the figure can only be higher."),
        "of_known": _("Work with unknown revenue is left out."),
    }.get(figure.bound, "")
