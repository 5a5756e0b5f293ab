"""Values of the budget panel, as far as the reader's right to money goes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from amity.briefs import policy
from amity.briefs.budget.queries import Backwards, Buys
from amity.briefs.estimate.queries import Estimate
from amity.briefs.estimate.rules import Margin, margin
from amity.briefs.models import Brief
from amity.briefs.moves import rules as states
from amity.people.models import Person
from amity.shared.money import Money
from amity.shared.shares import Band, target_band
from amity.ui import formats

BARS: Final[Mapping[Band, str]] = {"well": "i", "watch": "w", "unwell": "o"}
"""How the bar of a margin is drawn, by how the margin compares with its target."""


@dataclass(frozen=True, slots=True)
class Eyes:
    """A reader's rights to the amounts of an estimate."""

    fee: bool
    margin: bool
    target: bool


def eyes_of(person: Person, estimate: Estimate) -> Eyes:
    """Return the person's rights to the amounts of an estimate."""
    level = estimate.prices.level
    return Eyes(policy.sees_fee(person), policy.sees_margin(person, level), policy.sees_target(person))


def _extras(buys: Buys, crafts: Mapping[int, str], currency: str) -> list[tuple[str, int, Money]]:
    """Return what the rest of the budget would buy, by discipline."""
    return [(crafts.get(one.discipline, ""), one.seconds, Money(one.price, currency)) for one in buys.extras]


def buys_context(brief: Brief, buys: Buys, eyes: Eyes, crafts: Mapping[int, str]) -> dict[str, Any]:
    """Return the context of `briefs/buys.html`: sums and margin as far as the reader's right to money allows."""
    purchase, terms = buys.purchase, buys.estimate.terms
    total, agreed, currency = purchase.total, agreed_fee(brief), terms.currency
    at = margin_at(agreed, buys)
    budget, left = (purchase.budget, purchase.left) if agreed is None else (None, None)
    return {
        "brief": brief,
        "eyes": eyes,
        "hours": total.seconds,
        "unpriced": total.unpriced,
        "uncosted": total.uncosted,
        "price": Money(total.price, currency),
        "agreed": _money(agreed, currency),
        "budget": _money(budget, currency),
        "left": _money(left, currency),
        "over": left is not None and left < 0,
        "cost": Money(total.cost, terms.cost_currency),
        "for_us": Money(at.left, terms.cost_currency) if at else None,
        "margin": at,
        "margin_percent": max(0, min(100, at.share // 100)) if at else 0,
        "margin_bar": BARS[target_band(at.share, terms.target)] if at else "",
        "target": terms.target,
        "target_percent": terms.target / 100,
        "at_budget": purchase.at_budget if budget is not None and budget != total.price else None,
        "why_no_margin": _why_no_margin(buys),
        "to_reach": _to_reach(at, buys) if at and agreed is None else "",
        "on_target": at is not None and at.share >= terms.target,
        "extras": _extras(buys, crafts, currency) if brief.state in states.OPEN else [],
        "backwards": _fit_context(buys.backwards, buys) if buys.backwards else None,
    }


def agreed_fee(brief: Brief) -> int | None:
    """Return the fee of the agreement that a brief became, in minor units of the brief's currency, or None."""
    agreement = brief.agreement
    return agreement.fee if agreement and agreement.currency == brief.currency else None


def margin_at(agreed: int | None, buys: Buys) -> Margin | None:
    """Return the margin of the planned hours at the agreed fee, else at their own price. None while it is unknown."""
    total = buys.purchase.total
    if agreed is None:
        return buys.purchase.at_lines
    return margin(agreed, total.cost, buys.estimate.terms) if total.seconds and not total.uncosted else None


def _money(minor: int | None, currency: str) -> Money | None:
    return None if minor is None else Money(minor, currency)


def _why_no_margin(buys: Buys) -> str:
    purchase, terms = buys.purchase, buys.estimate.terms
    if not purchase.total.seconds:
        return _("No hours planned yet.")
    if purchase.total.uncosted:
        names = {"hours": formats.hours(purchase.total.uncosted)}
        return _("Unknown: %(hours)s have no cost rate.") % names
    if purchase.total.unpriced:
        unpriced = formats.hours(purchase.total.unpriced)
        return _("Unknown: %(hours)s have no price on the rate card.") % {"hours": unpriced}
    if terms.currency != terms.cost_currency and terms.exchange is None:
        return _("Unknown: no exchange rate for %(currency)s.") % {"currency": terms.currency}
    return _("Unknown: the fees aren’t known yet.")


def _to_reach(at: Margin, buys: Buys) -> str:
    """Return what must change to reach the target, or "" where it is reached."""
    if at.too_dear is None or at.needed is None:
        return ""
    terms = buys.estimate.terms
    amounts = {
        "target": formats.percent(terms.target),
        "cost": formats.money(Money(at.too_dear, terms.cost_currency)),
        "price": formats.money(Money(at.needed, terms.currency)),
    }
    return _("To reach %(target)s, the cost must fall by %(cost)s or the price must rise to %(price)s.") % amounts


def _fit_context(back: Backwards, buys: Buys) -> dict[str, Any]:
    """Return the hours that fit, line by line in the order of the estimate."""
    terms = buys.estimate.terms
    by_line: dict[int, int] = {}
    for work in back.fitted.works:
        by_line[work.line] = by_line.get(work.line, 0) + work.seconds
    lines = [(one.line.title, one.seconds, by_line[one.row.pk]) for one in buys.estimate.lines if one.row.pk in by_line]
    return {
        "amount": Money(back.amount, terms.currency),
        "lines": lines,
        "hours": sum(by_line.values()),
        "left": Money(back.fitted.left, terms.currency),
        "too_little": back.fitted.left < 0,
        "margin": back.margin,
        "on_target": back.margin is not None and back.margin.share >= terms.target,
    }
