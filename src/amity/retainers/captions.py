"""The words beneath the bar and the tables of a retainer's page."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from amity.retainers import wording
from amity.retainers.page import RetainerPage
from amity.retainers.periods.rules import price_of
from amity.retainers.wording import Unit
from amity.shared.money import Money
from amity.ui import formats


@dataclass(frozen=True, slots=True)
class Beneath:
    """Quantities of the bar's key, sums of the lines (seconds), and sentences; "" where there is nothing to say."""

    rolled: str
    own: str
    planned: str
    even: str
    by_plan: str
    lines_planned: int | None
    lines_used: int
    difference: int | None
    never_planned: str
    given: str
    expiring: str


def beneath(page: RetainerPage, unit: Unit) -> Beneath:
    """The words of one page."""
    row = page.period.row
    rolled = min(row.used_of_rolled, row.used)
    plans = [line.planned for line in page.lines if line.planned is not None]
    differences = [line.difference for line in page.lines if line.difference is not None]
    planned = formats.hours(page.planned, "sheet")
    if page.planned:
        planned = _("%(planned)s still planned on requests") % {"planned": planned}
    return Beneath(
        rolled=unit.plain(rolled),
        own=unit.plain(row.used - rolled),
        planned=planned,
        even=unit.plain(page.even),
        by_plan=unit.plain(row.used + page.planned) if unit.kind == "hours" else "",
        lines_planned=sum(plans) if plans else None,
        lines_used=sum(line.used for line in page.lines),
        difference=sum(differences) if differences else None,
        never_planned=_never_planned(page, unit, sum(plans)),
        given=_given(page, unit),
        expiring=_expiring(page, unit),
    )


def _never_planned(page: RetainerPage, unit: Unit, planned: int) -> str:
    """How much of what is available no line plans. How far the period ends over is said once, by its pace."""
    unplanned = page.period.row.there - planned
    if unit.kind != "hours" or not page.period.open or unplanned <= 0 or not planned:
        return ""
    said = {"unplanned": unit.plain(unplanned), "there": unit.plain(page.period.row.there)}
    return _("%(unplanned)s of the %(there)s available are not planned.") % said


def _given(page: RetainerPage, unit: Unit) -> str:
    """What was given in the periods shown, and what it would have cost."""
    shown = page.latest
    given = sum(one.given for one in shown)
    if not given:
        return _("Nothing was written off in these periods.")
    said = {"amount": unit.plain(given), "month": wording.named(shown[-1].span)}
    written_off = _("%(amount)s written off since %(month)s.") % said
    if unit.fee and page.terms.rate is not None and unit.kind != "value":
        price = sum(price_of(one.terms, one.row.over, page.agreement.currency) - one.price for one in shown)
        worth = formats.money(Money(price, page.agreement.currency))
        written_off = _("%(amount)s worth %(price)s written off since %(month)s.") % {**said, "price": worth}
    why = _("Over-servicing is the time used above the included time, as a share of the included time.")
    return f"{written_off} {why}"


def _expiring(page: RetainerPage, unit: Unit) -> str:
    row = page.period.row
    if not page.period.open or not row.would_expire:
        return ""
    day = formats.day(page.period.span.ends_on, page.today)
    return _("%(amount)s will expire on %(day)s if unused.") % {"amount": unit.plain(row.would_expire), "day": day}
