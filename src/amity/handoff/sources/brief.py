"""Hand-off items from the brief: need, measures, exclusions, budget and dates, and how certain each is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from amity.briefs.items.states import CONFIRMED
from amity.briefs.models import Brief, Step
from amity.briefs.moves import rules as states
from amity.briefs.sizes import rules as sizes
from amity.facts.models import Fact
from amity.facts.queries import facts_on
from amity.handoff import rules
from amity.handoff.models import Handoff
from amity.handoff.versions.rules import APPROVER, ASSUMED, KNOWN, TO_FIND_OUT, WANTED, Item
from amity.shared.permission import MoneyRight
from amity.shared.refs import Ref

TEXTS: Mapping[str, str] = {
    "measure": rules.DONE,
    "baseline": rules.DONE,
    "target": rules.DONE,
    "done_when": rules.DONE,
    "audience": rules.SCOPE,
    "constraints": rules.MUST_NOT,
    "exclusions": rules.EXCLUSION,
}
"""Texts of a brief, and the block of each."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is recorded of each item, and the client's confirmation of all."""

    stated: Mapping[str, Fact]
    confirmation: Step | None


def items_of(handoff: Handoff) -> Mapping[str, list[Item]]:
    """Return items of the brief behind the work, by block."""
    brief = _brief(handoff)
    if brief is None:
        return {}
    facts = _Facts(facts_on(Ref.to(brief)), _confirmation(brief))
    found: dict[str, list[Item]] = {
        rules.WANT: _need(brief, facts),
        rules.PEOPLE: _approver(brief, facts),
        rules.COMMERCIAL: _budget(brief, facts),
        rules.DATE: _wanted(brief, facts),
        rules.OPEN: [_question(fact) for fact in facts.stated.values() if fact.state == TO_FIND_OUT],
    }
    for name, block in TEXTS.items():
        if text := getattr(brief, name):
            found.setdefault(block, []).append(Item(key=f"brief.{name}", text=text, **_known(facts, name)))
    return found


def _brief(handoff: Handoff) -> Brief | None:
    briefs = Brief.objects.select_related("stated_by", "approver")
    if handoff.item_id is not None:
        return briefs.filter(request__item=handoff.item_id).first()
    if handoff.project is None or handoff.project.agreement_id is None:
        return None
    return briefs.filter(agreement=handoff.project.agreement_id).first()


def _confirmation(brief: Brief) -> Step | None:
    """Return how the client confirmed the brief, if they did. A note is started without their confirmation."""
    if brief.size == sizes.NOTE or brief.state not in CONFIRMED:
        return None
    return brief.steps.filter(after=states.CONFIRMED).select_related("contact").order_by("-pk").first()


def _known(facts: _Facts, name: str) -> dict[str, Any]:
    """Return the certainty of an item, and its source: its own, or the client's confirmation of the brief."""
    fact, confirmation = facts.stated.get(name), facts.confirmation
    if confirmation and (fact is None or fact.state not in (KNOWN, TO_FIND_OUT)):
        on = confirmation.stated_on.isoformat() if confirmation.stated_on else ""
        who = confirmation.contact.name if confirmation.contact else ""
        return {"mark": KNOWN, "who": who, "where": confirmation.stated_in, "on": on}
    if fact is None:
        return {"mark": ASSUMED}
    mark = fact.state if fact.state in (KNOWN, ASSUMED, TO_FIND_OUT) else ASSUMED
    on = fact.stated_on.isoformat() if fact.stated_on else ""
    return {"mark": mark, "who": fact.stated_by, "where": fact.stated_in, "on": on}


def _need(brief: Brief, facts: _Facts) -> list[Item]:
    if not brief.client_words:
        return []
    if brief.stated_by is None:
        return [Item(key="brief.need", text=brief.client_words, **_known(facts, "need"))]
    on = brief.stated_on.isoformat() if brief.stated_on else ""
    name, where = brief.stated_by.name, brief.stated_in
    return [Item(key="brief.need", text=brief.client_words, voice=True, who=name, where=where, on=on)]


def _approver(brief: Brief, facts: _Facts) -> list[Item]:
    if brief.approver is None:
        return []
    return [Item(key=APPROVER, text=brief.approver.name, unit="person", **_known(facts, "approver"))]


def _budget(brief: Brief, facts: _Facts) -> list[Item]:
    amounts = {"low": brief.budget_low, "high": brief.budget_high}
    if brief.budget_low == brief.budget_high:
        del amounts["low"]
    unit, right, known = f"money:{brief.currency}", int(MoneyRight.FEE), _known(facts, "budget")
    return [
        Item(key=f"brief.budget_{name}", text=str(amount), unit=unit, right=right, **known)
        for name, amount in amounts.items()
        if amount is not None
    ]


def _wanted(brief: Brief, facts: _Facts) -> list[Item]:
    if brief.wanted_on is None:
        return []
    known = _known(facts, "wanted_on")
    return [Item(key=WANTED, text=brief.wanted_on.isoformat(), unit="day", **known)]


def _question(fact: Fact) -> Item:
    due = (("due", fact.due_on.isoformat(), "day"),) if fact.due_on else ()
    owner = fact.owner.name if fact.owner else ""
    return Item(
        key=f"asked.{fact.pk}", text=fact.note or fact.field, unit="field", more=due, mark=TO_FIND_OUT, who=owner
    )
