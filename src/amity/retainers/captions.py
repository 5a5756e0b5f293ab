"""Captions of a retainer's page: the sentences below its figures and tables."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from amity.retainers import wording
from amity.retainers.ledger.rules import Row
from amity.retainers.page import RetainerPage
from amity.retainers.periods.rules import price_of
from amity.retainers.wording import Unit
from amity.shared.money import Money
from amity.shared.shares import whole_percent
from amity.ui import formats


@dataclass(frozen=True, slots=True)
class PeriodCaptions:
    """Sentences about a period. A sentence is "" if there is nothing to write."""

    available: str
    used: str
    expected: str
    reach: str
    overage: str
    unplanned: str
    written_off: str
    undecided: str
    expiring: str


def period_captions(page: RetainerPage, unit: Unit) -> PeriodCaptions:
    """Return the captions of one page. `reach` is the range in which the period is expected to end."""
    reach = _reach(page, unit)
    return PeriodCaptions(
        available=available(page.period.row, unit),
        used=_used(page),
        expected=_expected(page, unit, reach),
        reach=reach,
        overage=_overage(page, unit),
        unplanned=_unplanned(page, unit),
        written_off=_written_off(page, unit),
        undecided=_undecided(page, unit),
        expiring=_expiring(page, unit),
    )


def available(row: Row, unit: Unit) -> str:
    """Return how the available quantity is made up: included, rolled in and bought."""
    if row.included and row.included == row.there:
        return _("all included")
    parts = [unit.plain(row.included)] if row.included else []
    parts += [_("%(amount)s rolled in") % {"amount": unit.plain(row.rolled_in)}] if row.rolled_in > 0 else []
    parts += [_("%(amount)s bought") % {"amount": unit.plain(row.bought)}] if row.bought else []
    sum_of_parts = " + ".join(parts)
    if row.rolled_in >= 0:
        return sum_of_parts
    return _("%(sum)s, less %(amount)s overage from the period before") % {
        "sum": sum_of_parts,
        "amount": unit.plain(-row.rolled_in),
    }


def _used(page: RetainerPage) -> str:
    """Return the share used, and the date until which it is known."""
    row = page.period.row
    used = whole_percent(row.used, row.there)
    share = "" if used is None else formats.percent(100 * used, places=0)
    until = wording.until(min(page.as_of, page.period.span.ends_on), page.today)
    return ", ".join(text for text in (share, until) if text)


def _reach(page: RetainerPage, unit: Unit) -> str:
    if page.pace.low is None or page.pace.high is None:
        return ""
    return _("%(low)s to %(high)s") % {"low": unit.rounded(page.pace.low), "high": unit.rounded(page.pace.high)}


def _expected(page: RetainerPage, unit: Unit, reach: str) -> str:
    if page.is_too_early:
        return _("Too early to say")
    if page.over <= 0:
        return reach
    figures = {"span": reach, "over": unit.plain(page.over)}
    return (_("%(span)s, %(over)s overage") if reach else _("%(over)s overage")) % figures


def _overage(page: RetainerPage, unit: Unit) -> str:
    """Return how the price of the overage is calculated."""
    if not unit.fee:
        return ""
    if page.price_of_over is None:
        return _("overage has no price, so it is written off")
    if not page.over:
        return _("no overage")
    over = unit.plain(page.over)
    if page.terms.rate is None:
        return over
    return _("%(over)s at %(price)s") % {"over": over, "price": wording.priced(page.terms.rate, page.terms.kind)}


def _unplanned(page: RetainerPage, unit: Unit) -> str:
    """Return how much of the available hours is neither used nor planned, or "" if none is, or nothing is planned."""
    unplanned = page.free - page.planned
    if unit.kind != "hours" or unplanned <= 0 or not page.planned:
        return ""
    figures = {"unplanned": unit.plain(unplanned), "there": unit.plain(page.period.row.there)}
    return _("%(unplanned)s of the %(there)s available are neither used nor planned.") % figures


def _written_off(page: RetainerPage, unit: Unit) -> str:
    """Return what was written off in the periods shown, and what it would have cost."""
    shown = [period for period in page.latest if period not in page.undecided]
    given = sum(period.given for period in shown)
    if not given:
        return _("Nothing was written off in these periods.")
    figures = {"amount": unit.plain(given), "month": wording.named(shown[-1].span)}
    written_off = _("%(amount)s written off since %(month)s.") % figures
    if unit.fee and page.terms.rate is not None and unit.kind != "value":
        currency = page.agreement.currency
        price = sum(price_of(period.terms, period.row.over, currency) - period.price for period in shown)
        worth = formats.money(Money(price, currency))
        written_off = _("%(amount)s worth %(price)s written off since %(month)s.") % {**figures, "price": worth}
    why = _("Over-servicing is the time used above the included time, as a share of the included time.")
    return f"{written_off} {why}"


def _undecided(page: RetainerPage, unit: Unit) -> str:
    """Return what happens to overage that nobody decides on, or "" if none is shown."""
    waits = [period for period in page.latest if period in page.undecided]
    if not waits:
        return ""
    names = {
        "months": ", ".join(wording.named(period.span) for period in waits),
        "amount": unit.plain(sum(period.row.over for period in waits)),
    }
    if all(period.given for period in waits):
        return _("Not decided: %(months)s. Without a decision %(amount)s will be written off.") % names
    return _("Not decided: %(months)s. Without a decision %(amount)s will be billed.") % names


def _expiring(page: RetainerPage, unit: Unit) -> str:
    row = page.period.row
    if not page.period.open or not row.would_expire:
        return ""
    on_day = formats.day_with("on", page.period.span.ends_on, page.today)
    return _("%(amount)s will expire %(on_day)s if unused.") % {
        "amount": unit.plain(row.would_expire),
        "on_day": on_day,
    }
