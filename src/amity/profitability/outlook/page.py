"""Values of the outlook page: its chart, the rows of its table, one month in detail, and labels of utilisation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from amity.agency.calendars import working_days
from amity.agency.queries import agency
from amity.profitability.books.records import AccountRecord
from amity.profitability.capacity.rules import Room
from amity.profitability.charts import SMALL, WIDE, scale_of
from amity.profitability.figures.rules import Figure, Input, basis_points
from amity.profitability.outlook import wording
from amity.profitability.outlook.agreements import UNSIGNED, Outlook
from amity.profitability.outlook.cells import Cell, drawn
from amity.profitability.outlook.queries import MonthsAhead
from amity.profitability.utilisation.queries import Used, Utilisation
from amity.shared.dates.periods import last_day, month_of, written
from amity.shared.money import Money
from amity.ui.charts import ByRoom, Layer, StackedBar, stacked

LOOKS = {"retainer": "q1", "fixed": "q2", "time": "q4", "goes_on": "maybe", UNSIGNED: "offer"}
HOPED = "hoped"
"""The look of opportunities in the chart, which has them only where there are some."""
LARGEST = 5
AT_ONCE = 50
"""Agreements of a month drawn before someone asks for all."""
OF_A_REASON = 10
"""The same for those with one reason to be in no month."""
CLOSE_TO = 500
"""Basis points around the target in which utilisation is on it."""


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month of the table: its share, its state's label, amounts and hours of the whole and of its parts."""

    room: Room
    share: int | None
    state: str
    url: str
    cells: SafeString

    @property
    def look(self) -> str:
        """Return the CSS state of a month."""
        return {"above target": "unwell", "thin": "watch"}.get(self.state, "")

    @property
    def word(self) -> str:
        """The state's label, for those who can't see its colour."""
        return {"above target": _("overbooked"), "thin": _("underbooked")}.get(self.state, "")


@dataclass(frozen=True, slots=True)
class Part:
    """An agreement's part of a month."""

    row: Outlook
    kind: str
    state: str
    money: int | None
    seconds: int


@dataclass(frozen=True, slots=True)
class Rest:
    """Agreements of a month that aren't drawn yet. `money` None is not known for any of them."""

    count: int
    money: int | None
    seconds: int


@dataclass(frozen=True, slots=True)
class Listed:
    """Agreements in no month, by reason. `money` None is not known, `seconds` are those without a date.

    `more` is how many of them aren't drawn yet.
    """

    why: str
    rows: Sequence[Outlook]
    money: int | None
    seconds: int
    more: int


@dataclass(frozen=True, slots=True)
class Shade:
    """A share with its CSS class, its width for a bar and its label against the target."""

    figure: Figure
    percent: int
    look: str
    word: str


@dataclass(frozen=True, slots=True)
class UsedRow:
    """A discipline's utilisation over the last month, 3 and 12 months."""

    used: Used
    shades: Sequence[Shade]


@dataclass(frozen=True, slots=True)
class Share:
    """An account's part of all net fees, with the amounts it is calculated from."""

    name: str
    id: int
    figure: Figure

    @property
    def share(self) -> int:
        """The share in basis points."""
        return self.figure.value or 0

    @property
    def percent(self) -> int:
        """The share in whole percent, for a bar."""
        return self.share // 100


def days_left(today: date) -> int | None:
    """Return the working days of the month after today, which are all that its row counts. None on its last day."""
    tomorrow, last = today + timedelta(days=1), last_day(month_of(today))
    if tomorrow > last:
        return None
    return len(list(working_days(agency().country, tomorrow, last)))


def months_chart(seen: MonthsAhead) -> ByRoom | None:
    """Return the chart of signed net fees or hours against capacity by month, or None without any."""
    by_money = seen.view.fee
    hoped = by_money and bool(seen.weighted.whole)
    shown = [_parts_of_bar(one, by_money=by_money, hoped=hoped) for one in seen.months]
    if not any(any(parts) for parts in shown):
        return None
    largest = max(max(one.sold + one.unsigned + one.weighted, one.earns or 0) for one in seen.months)
    scale, unit = scale_of(Money(largest, seen.currency).major, seen.currency)

    def amount(minor: int) -> Decimal:
        return Money(minor, seen.currency).major / scale

    def hours(seconds: int) -> Decimal:
        return round(Decimal(seconds) / 3600, 1)

    bars = []
    for one, parts in zip(seen.months, shown, strict=True):
        if by_money:
            line = None if one.earns is None else amount(one.earns)
            bars.append(StackedBar(one.month, [amount(part) for part in parts], line))
        else:
            bars.append(StackedBar(one.month, [hours(part) for part in parts], hours(one.can) or None))
    layers = [Layer(str(wording.BARS[bar]), css) for bar, css in LOOKS.items()]
    layers += [Layer(str(wording.WEIGHTED), HOPED)] if hoped else []
    heading, line_name = _("Net fees ahead") if by_money else _("Hours ahead"), _("capacity")
    unit = unit if by_money else _("hours")
    return ByRoom(
        stacked("ahead", heading, bars, layers, line_name, unit, width=WIDE),
        stacked("ahead-small", heading, bars, layers, line_name, unit, width=SMALL),
    )


def _parts_of_bar(room: Room, *, by_money: bool, hoped: bool) -> list[int]:
    parts = [_band(room, bar)[0 if by_money else 1] for bar in LOOKS]
    return [*parts, room.weighted] if hoped else parts


def _band(room: Room, bar: str) -> tuple[int, int]:
    """Return minor units and seconds of one band of a month."""
    if bar == UNSIGNED:
        return room.unsigned, room.unsigned_time
    return room.signed.get(bar, 0), room.hours.get(bar, 0)


def rows(seen: MonthsAhead) -> list[MonthRow]:
    """Return the months of the table."""
    return [_month_row(seen, one, reverse("money:why_ahead", args=[written(one.month)])) for one in seen.months]


def _month_row(seen: MonthsAhead, room: Room, url: str) -> MonthRow:
    cells = _cells(room, narrowed=seen.narrowed, hoped=bool(seen.weighted.whole))
    return MonthRow(room, seen.share(room), seen.state(room), url, drawn(cells, seen, url))


def _cells(room: Room, *, narrowed: bool, hoped: bool) -> list[Cell]:
    """Return signed work, capacity and what is free of a month, then its bands."""
    return [
        Cell("signed", "num strong", room.sold, room.time),
        Cell("capacity", "num wide-only", room.earns, room.can, narrowed),
        Cell("free", "num", room.free_money, room.free, narrowed),
        *(Cell(bar, "num wide-only", *_band(room, bar)) for bar in LOOKS),
        *([Cell(HOPED, "num wide-only", room.weighted, 0)] if hoped else []),
    ]


def signed_bands(room: Room) -> list[tuple[str, str, int, int]]:
    """Return the bands of signed work in a month, each with its row, its label, its minor units and its seconds."""
    bands = [(bar, str(wording.BARS[bar]), *_band(room, bar)) for bar in LOOKS if bar != UNSIGNED]
    return [band for band in bands if any(band[2:])]


def parts_of(seen: MonthsAhead, month: int, *, every: bool) -> tuple[list[Part], Rest | None]:
    """Return each agreement's share of a month, signed ones first, the largest of each on top, and the sum of those
    not drawn unless `every` one is asked for.
    """
    found = sorted(
        (
            (not one.signed, -(one.money.months.get(month, 0) if one.money else 0), -one.seconds.months.get(month, 0),
             one.title, place, one)
            for place, one in enumerate(seen.rows)
            if one.falls_in(month)
        )
    )  # fmt: skip
    drawn = found if every else found[:AT_ONCE]
    parts = [
        Part(
            one, str(wording.KINDS[one.kind]), wording.state(one),
            -minor if one.money else None, -seconds,
        )
        for _unsigned, minor, seconds, _title, _place, one in drawn
    ]  # fmt: skip
    left = found[len(drawn) :]
    known = [-minor for _unsigned, minor, *_rest, one in left if one.money]
    rest = Rest(len(left), sum(known) if known else None, -sum(row[2] for row in left))
    return parts, rest if left else None


def listed(seen: MonthsAhead, *, every: bool) -> list[Listed]:
    """Return agreements in no month, by reason, with known amounts without a date first."""
    groups: dict[str, list[Outlook]] = {}
    reasons: dict[tuple[str, str], str] = {}
    for one in seen.listed:
        of = one.why_not, one.kind
        if of not in reasons:
            reasons[of] = wording.why_listed(one)
        groups.setdefault(reasons[of], []).append(one)
    found = []
    for why, own in groups.items():
        unknown = seen.view.fee and any(one.money is None for one in own)
        money = None if unknown else sum(one.money.undated for one in own if one.money)
        drawn = own if every else own[:OF_A_REASON]
        found.append(Listed(why, drawn, money, sum(one.seconds.undated for one in own), len(own) - len(drawn)))
    return sorted(found, key=lambda one: (one.money is None, one.why))


def used_rows(used: Utilisation, target: int) -> list[UsedRow]:
    """Return disciplines against the target, the busiest of the last month first, with the total last."""
    ranked = sorted(used.rows, key=lambda one: (-(one.shares[0].value or 0), one.name))
    return [UsedRow(one, [_shade(share, target) for share in one.shares]) for one in [*ranked, used.together]]


def _shade(share: Figure, target: int) -> Shade:
    value = share.value
    if value is None:
        return Shade(share, 0, "i", _("not known"))
    percent = value // 100
    if value > target + CLOSE_TO:
        return Shade(share, percent, "w", _("above target"))
    return Shade(share, percent, "i", _("below target") if value < target - CLOSE_TO else _("on target"))


def largest(known: Sequence[tuple[AccountRecord, int]], currency: str) -> list[Share]:
    """Return the largest accounts with their share of the known net fees."""
    whole = sum(value for _account, value in known)
    if whole <= 0:
        return []
    ranked = sorted(known, key=lambda pair: (-pair[1], pair[0].name))[:LARGEST]
    return [Share(account.name, account.pk, _share_of(value, whole, currency)) for account, value in ranked]


def _share_of(value: int, whole: int, currency: str) -> Figure:
    """Return an account's share of all net fees, never below 0, as a figure that opens both."""
    inputs = (
        Input("account_net_fees", value, "minor", "revenue", currency=currency),
        Input("net_fees", whole, "minor", "revenue", currency=currency),
    )
    return Figure(max(basis_points(value, whole), 0), "basis_points", None, inputs, currency)
