"""The bar of a period and its chart, in drawing units."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from amity.retainers.page import RetainerPage
from amity.retainers.wording import Unit
from amity.shared.money import decimals
from amity.ui.charts import ByRoom, PaceLine, pace_chart

WIDTH = 800
SMALL = 350
"""The width of a chart on a phone, in pixels."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the bar: `css` is r rolled over, u used, o overage, p planned, po planned above what is available."""

    css: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """The bar: the available quantity as its track, its parts, the tick of an even pace, and a sentence for all."""

    track: float
    parts: tuple[Part, ...]
    tick: float | None
    label: str


def period_bar(page: RetainerPage, unit: Unit) -> Bar | None:
    """Return the bar of the period, or None if there is nothing to fill."""
    row = page.period.row
    planned = page.planned if unit.kind == "hours" else 0
    there = max(row.there, 0)
    whole = max(there, row.used + planned)
    if whole <= 0:
        return None
    rolled = min(row.used_of_rolled, row.used)
    inside = min(row.used, there)
    fits = min(planned, there - inside)
    steps = (
        ("r", rolled), ("u", max(inside - rolled, 0)), ("over", row.used - inside), ("p", fits), ("o", planned - fits),
    )  # fmt: skip
    parts, at = [], 0
    for css, amount in steps:
        if amount > 0:
            parts.append(Part(css, _x(at, whole), _x(amount, whole)))
            at += amount
    runs = page.period.open and page.pace.gone < page.pace.days and not page.is_block
    tick = _x(min(page.even, whole), whole) if runs else None
    text = _("%(there)s available; %(used)s used; %(planned)s still planned") % {
        "there": unit.plain(there), "used": unit.plain(row.used), "planned": unit.plain(planned),
    }  # fmt: skip
    return Bar(_x(there, whole), tuple(parts), tick, text)


def _x(amount: int, whole: int) -> float:
    return round(WIDTH * amount / whole, 1)


def chart_of(page: RetainerPage, unit: Unit) -> ByRoom | None:
    """Return the chart of pace by working day. None for access, blocks, hidden amounts, and before the first day."""
    if unit.kind == "access" or page.is_block or (unit.kind == "value" and not unit.fee) or not page.days.days:
        return None
    listed = page.days.days[: page.days.gone]
    run, used = 0, []
    by_day = sorted(page.days.used.items())
    place = 0
    for number, day in enumerate(listed, 1):
        last = number == len(listed)
        while place < len(by_day) and (last or by_day[place][0] <= day):
            run += by_day[place][1]
            place += 1
        used.append(_major(run, unit))
    line = PaceLine(
        days=page.days.days, used=used, there=_major(max(page.period.row.there, 0), unit),
        expected=_some(page.pace.expected, unit), low=_some(page.pace.low, unit), high=_some(page.pace.high, unit),
    )  # fmt: skip
    words = {"hours": _("hours"), "units": _("units")}
    title, axis = _("Pace by working day"), words.get(unit.kind, unit.currency)
    wide = pace_chart("pace", title, line, unit=axis)
    return ByRoom(wide, pace_chart("pace-small", title, line, unit=axis, width=SMALL))


def _some(amount: int | None, unit: Unit) -> Decimal | None:
    return None if amount is None else _major(amount, unit)


def _major(amount: int, unit: Unit) -> Decimal:
    if unit.kind == "hours":
        return Decimal(amount) / 3600
    return Decimal(amount).scaleb(-decimals(unit.currency)) if unit.kind == "value" else Decimal(amount)
