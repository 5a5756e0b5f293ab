"""Queries for values that the goal and the strategy have for blank fields of a brief."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from amity.briefs.fields import OF_ITEM
from amity.briefs.models import Brief
from amity.briefs.prefill.sources import Source, source_of, source_of_goal
from amity.facts.models import Fact
from amity.facts.rules import TO_FIND_OUT
from amity.strategy.changes import plain
from amity.strategy.models import Goal, GoalReading, GoalRevision, StrategyCard
from amity.ui import formats


@dataclass(frozen=True, slots=True)
class Offer:
    """Values for blank fields by name, with their source, date and place. Without a source they are assumed."""

    values: Mapping[str, str]
    source: Source


def offers_of(
    brief: Brief,
    facts: Mapping[str, Fact],
    card: StrategyCard | None,
    changed: Sequence[GoalRevision] = (),
    day: date = date.max,
) -> list[Offer]:
    """Return the values that can be filled in without asking. `card` is the active strategy.

    Fields that someone is finding out are left to them. `changed` are the goal's revisions, newest first: the sources
    depend on them, the values don't. Readings after `day` aren't used.
    """
    asked = {name for item, fact in facts.items() if fact.state == TO_FIND_OUT for name in OF_ITEM.get(item, ())}
    found = []
    if goal := brief.goal:
        where = _("goal “%(goal)s”") % {"goal": goal}
        newest = max(
            (one for one in goal.readings.all() if one.read_on <= day), key=lambda one: one.read_on, default=None
        )
        by_source: dict[Source, dict[str, str]] = {}
        for name, text in _of_goal(goal, newest).items():
            by_source.setdefault(source_of_goal(name, goal, newest, changed, where), {})[name] = text
        found += [Offer(values, source) for source, values in by_source.items()]
    if card:
        where = _("strategy card %(number)s") % {"number": card.number}
        found.append(Offer(_of_card(card), source_of(card, where)))
    empty = [replace(one, values=_empty_ones(brief, one.values, asked)) for one in found]
    return [one for one in empty if one.values]


def _empty_ones(brief: Brief, values: Mapping[str, str], asked: set[str]) -> dict[str, str]:
    return {name: text for name, text in values.items() if text and not getattr(brief, name) and name not in asked}


def _of_goal(goal: Goal, newest: GoalReading | None) -> dict[str, str]:
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
