"""Queries for values that the goal and the strategy have for blank fields of a brief."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from amity.accounts.models import EvidenceColumns
from amity.briefs.fields import OF_ITEM
from amity.briefs.models import Brief
from amity.facts.models import Fact
from amity.facts.rules import TO_FIND_OUT
from amity.strategy.changes import plain
from amity.strategy.models import Goal, StrategyCard
from amity.ui import formats


@dataclass(frozen=True, slots=True)
class Offer:
    """Values for blank fields by name, with their source, date and place. Without a source they are assumed."""

    values: Mapping[str, str]
    stated_by: str
    stated_on: date | None
    stated_in: str


def offers_of(brief: Brief, facts: Mapping[str, Fact], card: StrategyCard | None) -> list[Offer]:
    """Return the values that can be filled in without asking. `card` is the active strategy.

    Fields that someone is finding out are left to them.
    """
    asked = {name for item, fact in facts.items() if fact.state == TO_FIND_OUT for name in OF_ITEM.get(item, ())}
    found = []
    if goal := brief.goal:
        found.append(_offer(goal, _of_goal(goal), _("goal “%(goal)s”") % {"goal": goal}))
    if card:
        found.append(_offer(card, _of_card(card), _("strategy card %(number)s") % {"number": card.number}))
    empty = [replace(one, values=_empty_ones(brief, one.values, asked)) for one in found]
    return [one for one in empty if one.values]


def _offer(evidence: EvidenceColumns, values: Mapping[str, str], where: str) -> Offer:
    return Offer(
        values, evidence.stated_by.name if evidence.stated_by else "", evidence.stated_on, evidence.stated_in or where
    )


def _empty_ones(brief: Brief, values: Mapping[str, str], asked: set[str]) -> dict[str, str]:
    return {name: text for name, text in values.items() if text and not getattr(brief, name) and name not in asked}


def _of_goal(goal: Goal) -> dict[str, str]:
    newest = max(goal.readings.all(), key=lambda one: one.read_on, default=None)
    now = goal.baseline if newest is None else newest.value
    day = None if newest is None else newest.read_on
    return {
        "measure": goal.measure or goal.title,
        "baseline": _figure(now, goal.unit, _("%(value)s, %(day)s"), day),
        "target": _figure(goal.target, goal.unit, _("%(value)s by %(day)s"), goal.target_on),
    }


def _figure(value: object, unit: str, pattern: str, day: date | None) -> str:
    if value is None:
        return ""
    figure = f"{plain(value)}%" if unit == "%" else f"{plain(value)} {unit}".strip()
    return pattern % {"value": figure, "day": formats.dated(day)} if day else figure


def _of_card(card: StrategyCard) -> dict[str, str]:
    must = [_("must: %(what)s") % {"what": line} for line in card.must.splitlines()]
    never = [_("must not: %(what)s") % {"what": line} for line in card.must_not.splitlines()]
    return {"audience": card.audience, "constraints": "\n".join([*must, *never])}
