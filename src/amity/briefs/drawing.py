"""What the page of a brief draws beside its form: sums while typing, lines, weeks, and what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.briefs import hooks, policy, wording
from amity.briefs.models import Brief
from amity.briefs.queries.buys import Backwards, Buys
from amity.briefs.queries.estimate import Estimate, PlannedLine
from amity.briefs.queries.free import Freedom
from amity.briefs.queries.standing import Standing
from amity.briefs.rules import items
from amity.briefs.rules.buying import Margin
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.shared.money import Money
from amity.ui import formats


@dataclass(frozen=True, slots=True)
class Eyes:
    """How far somebody sees into the money of an estimate."""

    fee: bool
    margin: bool
    target: bool


@dataclass(frozen=True, slots=True)
class Need:
    """Something that is not settled: what, whether it blocks, what is said of it, and where to settle it."""

    label: str
    state: str
    blocks: bool
    note: str
    anchor: str


def eyes_of(person: Person, estimate: Estimate) -> Eyes:
    """What the person sees of an estimate."""
    level = estimate.prices.level
    return Eyes(policy.sees_fee(person), policy.sees_margin(person, level), policy.sees_target(person))


def buys_said(brief: Brief, buys: Buys, eyes: Eyes, crafts: Mapping[int, str]) -> dict[str, Any]:
    """What `briefs/buys.html` reads: sums and margin as far as the right to money goes."""
    purchase, terms = buys.purchase, buys.estimate.terms
    total = purchase.total
    at = purchase.at_lines
    currency = terms.currency
    return {
        "brief": brief,
        "eyes": eyes,
        "hours": total.seconds,
        "unpriced": total.unpriced,
        "uncosted": total.uncosted,
        "price": Money(total.price, currency),
        "budget": _money(purchase.budget, currency),
        "left": _money(purchase.left, currency),
        "over": purchase.left is not None and purchase.left < 0,
        "cost": Money(total.cost, terms.cost_currency),
        "for_us": Money(at.left, terms.cost_currency) if at else None,
        "margin": at,
        "margin_percent": max(0, min(100, at.share // 100)) if at else 0,
        "target": terms.target,
        "at_budget": purchase.at_budget if purchase.budget != total.price else None,
        "why_no_margin": _why_no_margin(buys),
        "to_reach": _to_reach(at, buys) if at else "",
        "on_target": at is not None and at.share >= terms.target,
        "extras": [(crafts.get(one.discipline, ""), one.seconds, Money(one.price, currency)) for one in buys.extras],
        "backwards": _backwards_said(buys.backwards, buys) if buys.backwards else None,
    }


def _money(minor: int | None, currency: str) -> Money | None:
    return None if minor is None else Money(minor, currency)


def _why_no_margin(buys: Buys) -> str:
    purchase, terms = buys.purchase, buys.estimate.terms
    if not purchase.total.seconds:
        return _("No hours planned yet.")
    if purchase.total.uncosted:
        said = {"hours": formats.hours(purchase.total.uncosted)}
        return _("Unknown: %(hours)s have no cost rate.") % said
    if purchase.total.unpriced:
        unpriced = formats.hours(purchase.total.unpriced)
        return _("Unknown: %(hours)s have no price on the rate card.") % {"hours": unpriced}
    if terms.currency != terms.cost_currency and terms.exchange is None:
        return _("Unknown: no exchange rate for %(currency)s.") % {"currency": terms.currency}
    return _("Unknown: the fees aren’t known yet.")


def _to_reach(at: Margin, buys: Buys) -> str:
    """What has to happen to reach the target; nothing where it is reached."""
    if at.too_dear is None or at.needed is None:
        return ""
    terms = buys.estimate.terms
    said = {
        "target": formats.percent(terms.target),
        "cost": formats.money(Money(at.too_dear, terms.cost_currency)),
        "price": formats.money(Money(at.needed, terms.currency)),
    }
    return _("To reach %(target)s, the cost must fall by %(cost)s or the price must rise to %(price)s.") % said


def _backwards_said(back: Backwards, buys: Buys) -> dict[str, Any]:
    """What fits, line by line in the order of the estimate."""
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


def needs_said(brief: Brief, standing: Standing, estimate: Estimate) -> list[Need]:
    """What is missing, to find out, or only assumed, with the way to it."""
    return [_need(brief, gap, standing, estimate) for gap in standing.gaps]


def _need(brief: Brief, gap: items.Gap, standing: Standing, estimate: Estimate) -> Need:
    fact = standing.facts.get(gap.item)
    if gap.state == items.TO_FIND_OUT and fact is not None and fact.owner and fact.due_on:
        note = _("%(name)s is finding out by %(day)s") % {"name": fact.owner.name, "day": formats.full_day(fact.due_on)}
    elif gap.item in ("hours", "acceptance"):
        note = _lines_named(gap, estimate)
    elif gap.blocks:
        note = _("required") if gap.demand == items.HARD else _("fill this in, or ask someone to find out")
    else:
        note = _("can stay assumed")
    return Need(str(wording.ITEMS[gap.item]), gap.state or items.TO_FIND_OUT, gap.blocks, note, ANCHORS[gap.item])


def _lines_named(gap: items.Gap, estimate: Estimate) -> str:
    def open_line(one: PlannedLine) -> bool:
        if gap.item == "hours":
            return one.state != items.KNOWN
        return not (one.terms and one.terms.acceptance)

    named = ", ".join(one.line.number for one in estimate.lines if open_line(one))
    return _("lines %(numbers)s") % {"numbers": named}


ANCHORS = {
    **{item: f"#id_{item}" for item in items.TABLE},
    "need": "#id_said_words", "goal": "#id_goal_id", "approver": "#id_approver_id", "budget": "#id_budget_kind",
    "account_manager": "#id_account_manager_id", "manager": "#id_manager_id", "roles": "#roles",
    "lines": "#new-line", "hours": "#lines", "acceptance": "#lines",
}  # fmt: skip
"""Where on the page each item is settled."""


def free_said(freedom: Freedom) -> dict[str, Any]:
    """What `briefs/free.html` reads, in whole hours; each week as the head of its column, and in full."""
    states = {"yes": "well", "tight": "watch", "no": "unwell"}
    words = {"yes": _("yes"), "tight": _("tight"), "no": _("no")}
    rows = [
        {
            "discipline": name,
            "needed": needed,
            "weeks": [(states[one.answer], words[one.answer], max(one.left, 0) // 3600 * 3600) for one in weeks],
        }
        for name, needed, weeks in freedom.rows
    ]
    mondays = [(formats.day_and_month(monday), formats.full_day(monday)) for monday in freedom.weeks]
    return {"weeks": rows, "mondays": mondays, "demand_known": freedom.known}


def sizes_table() -> list[tuple[str, list[str]]]:
    """What each size asks for: the table the commands enforce, in words."""
    words = wording.DEMANDS
    return [(str(wording.ITEMS[item]), [str(words[one]) for one in demands]) for item, demands in items.TABLE.items()]


def became(actor: Actor, brief: Brief) -> list[tuple[str, str]]:
    """What a brief became, with its pages."""
    found = [one for tell in hooks.became for one in tell(actor, brief)]
    if brief.agreement_id:
        found.insert(
            0,
            (
                _("agreement %(name)s") % {"name": brief.agreement},
                reverse("agreements:agreement", args=[brief.agreement_id]),
            ),
        )
    return found
