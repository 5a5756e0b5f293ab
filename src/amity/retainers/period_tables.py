"""The tables of a retainer's page with every figure written out, amounts only for who sees fees."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from amity.retainers import wording
from amity.retainers.call_offs.queries import Asked
from amity.retainers.page import RetainerPage
from amity.retainers.periods.rules import Period
from amity.retainers.wording import Unit, unit_of
from amity.shared.money import Money
from amity.shared.periods import month_of
from amity.ui import formats
from amity.ui.templatetags.amity import noright

Shown = SafeString | str


@dataclass(frozen=True, slots=True)
class Link:
    """A choice beside others."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class PeriodSaid:
    """A row of the table of periods; a dash stands for nothing."""

    name: str
    url: str
    cells: tuple[Shown, ...]
    billed: Shown
    given: Shown
    over_service: str
    decide: str


@dataclass(frozen=True, slots=True)
class AskedSaid:
    """A row of the table of call-offs."""

    one: Asked
    by: str
    state: str
    word: str | Promise


@dataclass(frozen=True, slots=True)
class FiguresSaid:
    """The five figures of the period and what stands beneath them."""

    there: Shown
    made_of: str
    used: Shown
    share: str
    free: Shown
    planned: str
    expected: Shown
    span: str
    outlook: str
    over: Shown
    unwell: bool
    price: Shown
    priced: str


def figures_said(page: RetainerPage, unit: Unit) -> FiguresSaid:
    """The figures at the top."""
    row = page.period.row
    parts = [unit.plain(row.included)] if row.included else []
    parts += [_("%(amount)s rolled in") % {"amount": unit.plain(row.rolled_in)}] if row.rolled_in else []
    parts += [_("%(amount)s bought") % {"amount": unit.plain(row.bought)}] if row.bought else []
    share = formats.percent(10_000 * row.used // row.there, places=0) if row.there > 0 else ""
    reach = wording.until(min(page.as_of, page.period.span.ends_on), page.today)
    span, outlook = "", ""
    if page.pace.low is not None and page.pace.high is not None:
        span = _("%(low)s to %(high)s") % {"low": unit.rounded(page.pace.low), "high": unit.rounded(page.pace.high)}
    if page.over > 0:
        outlook = (_("%(span)s, %(over)s overage") if span else _("%(over)s overage")) % {
            "span": span, "over": unit.plain(page.over),
        }  # fmt: skip
    price, priced = _priced(page, unit)
    return FiguresSaid(
        there=unit.say(row.there),
        made_of=_("all included") if row.included and row.included == row.there else " + ".join(parts),
        used=unit.say(row.used),
        share=", ".join(one for one in (share, reach) if one),
        free=unit.say(page.free),
        planned=_("%(amount)s planned on it") % {"amount": unit.plain(page.planned)} if unit.kind == "hours" else "",
        expected=unit.say(page.expected),
        span=span,
        outlook=outlook or span,
        over=unit.say(page.over),
        unwell=page.over > 0,
        price=price,
        priced=priced,
    )


def _priced(page: RetainerPage, unit: Unit) -> tuple[Shown, str]:
    if not unit.fee:
        return noright(), ""
    price = page.price_of_over
    if price is None:
        return formats.NONE, _("overage is at no charge")
    if not page.over:
        return formats.NONE, _("no overage")
    said = unit.plain(page.over)
    if page.terms.rate is not None:
        said = _("%(over)s at %(price)s") % {"over": said, "price": wording.priced(page.terms.rate, page.terms.kind)}
    return formats.money(price), said


def call_offs_said(page: RetainerPage) -> list[AskedSaid]:
    """The call-offs with their state in words."""
    return [_asked(one, page) for one in page.asked]


def _asked(one: Asked, page: RetainerPage) -> AskedSaid:
    day = formats.day(one.asked_on, page.today)
    by = f"{one.contact}, {day}" if one.contact else day
    if one.state == "over":
        return AskedSaid(one, by, "unwell", _("%(time)s over plan") % {"time": formats.hours(one.over, "sheet")})
    if one.state == "to_go":
        return AskedSaid(one, by, "watch", _("%(time)s to go") % {"time": formats.hours(one.to_go, "sheet")})
    return AskedSaid(one, by, *wording.STATES[one.state])


def periods_said(page: RetainerPage) -> list[PeriodSaid]:
    """The period looked at and those before it."""
    return [_period(one, page) for one in page.latest]


def _period(one: Period, page: RetainerPage) -> PeriodSaid:
    unit, row = unit_of(page.agreement, one.terms, fee=page.rights.fee), one.row
    begins = one.span.first.isoformat()
    url = reverse("retainers:retainer", args=[page.agreement.pk]) + "?" + urlencode({"period": begins})
    name = wording.named(one.span)

    def say(amount: int) -> Shown:
        return unit.say(amount) if amount else formats.NONE

    decide = ""
    if page.rights.agree and row.over and month_of(one.span.last) not in page.closed:
        decide = reverse("retainers:decide_over", args=[page.agreement.pk, begins])
    return PeriodSaid(
        name=_("%(name)s, open") % {"name": name} if one.open else name,
        url=url,
        cells=tuple(
            say(amount)
            for amount in (
                row.included,
                row.rolled_in,
                row.bought,
                row.used,
                row.rolled_on,
                row.expired,
                row.balance,
                row.over,
            )
        ),
        billed=say(one.billed),
        given=say(one.given),
        over_service=wording.over_word(one),
        decide=decide,
    )


def top_ups_said(page: RetainerPage, unit: Unit) -> list[dict[str, Any]]:
    """What was bought beside what is included."""

    def price(minor: int) -> Shown:
        return formats.money(Money(minor, page.agreement.currency)) if unit.fee else noright()

    return [
        {
            "id": one.top_up.id if one.top_up.id > 0 else None,
            "note": one.note or (_("The block") if one.top_up.id < 0 else _("Top-up")),
            "amount": unit.say(one.top_up.amount), "left": unit.say(one.left), "price": price(one.top_up.price),
            "valid_from": one.top_up.valid_from, "expires_on": one.top_up.expires_on,
        }
        for one in page.bought
    ]  # fmt: skip


def links_said(page: RetainerPage) -> list[Link]:
    """The period looked at between its neighbours."""
    known = [one.span for one in page.ledger.periods]
    place = next(n for n, span in enumerate(known) if span.first == page.period.span.first)
    first = max(min(place - 1, len(known) - 3), 0)
    base = reverse("retainers:retainer", args=[page.agreement.pk])
    return [
        Link(wording.short(span), f"{base}?{urlencode({'period': span.first.isoformat()})}", span == page.period.span)
        for span in known[first : first + 3]
    ]
