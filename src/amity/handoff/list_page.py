"""The list of hand-offs for one person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from amity.accounts.covers.queries import stand_ins_on
from amity.handoff import queries, rules, wording
from amity.handoff.models import Condition, Handoff
from amity.handoff.waits import TURNS, Waits, heading_for, turn_of, waits_in
from amity.people.models import Person
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.shared.actor import Actor

MOST = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A hand-off in a list: its kind and status as labels, and who has to act on it."""

    one: Handoff
    kind: str
    state: str
    shape: str
    waits: Sequence[Waits] = ()


def handoffs(by: Actor, today: date) -> dict[str, Any]:
    """Return the hand-offs that wait for the person first, then the others by who gives and who took them."""
    seen, person = queries.handoffs_seen_by(by), person_of(by)
    going = list(seen.filter(state__in=rules.OPEN_STATES).order_by("-started_at", "-pk")[:MOST])
    over = seen.filter(state__in=rules.TAKEN).order_by("-answered_at", "-pk")
    every = [*going, *over.filter(taker=person)[:MOST], *over.exclude(taker=person)[:MOST]]
    waits = waits_in(every, today)
    found = _sections(every, {one.pk: turn_of(person, waits[one.pk]) for one in every}, person)
    conditions, starts = queries.conditions_of(person.pk), queries.waiting_projects(by)
    title, sub = heading_for(person, waits, conditions=len(conditions), to_begin=_to_begin(person, starts, today))
    return {
        **{key: [row(one, waits[one.pk]) for one in rows] for key, rows in found.items()},
        "title": title,
        "sub": sub,
        "nothing": not every,
        "conditions": [_condition(one, today) for one in conditions],
        "starts": starts,
        "taken_over": queries.taken_over_count(by),
        "may_give": bool(queries.may_give_accounts(by)),
    }


def _sections(every: Sequence[Handoff], turns: Mapping[int, str], person: Person) -> dict[str, list[Handoff]]:
    """Return the lists of the page: hand-offs that wait for the person, by urgency, and the rest."""
    waiting = [one for one in every if turns[one.pk]]
    rest = [one for one in every if not turns[one.pk]]
    going = [one for one in rest if one.state in rules.OPEN_STATES]
    over = [one for one in rest if one.state in rules.TAKEN]
    return {
        "waiting": sorted(waiting, key=lambda one: TURNS.index(turns[one.pk])),
        "coming": [one for one in going if one.taker == person],
        "giving": [one for one in going if one.taker != person],
        "taken": [one for one in over if one.taker == person],
        "others": [one for one in over if one.taker != person],
    }


def _to_begin(person: Person, starts: Sequence[Project], today: date) -> int:
    """Return the number of projects without a hand-off that the person or someone they cover for has to hand off."""
    covered = stand_ins_on({one.account_id for one in starts if one.account_id}, today)
    givers = (covered.get(one.account_id or 0) or queries.giver_for(one.account, one) for one in starts)
    return sum(giver == person for giver in givers)


def row(one: Handoff, waits: Sequence[Waits] = ()) -> Row:
    """Return a hand-off with its labels."""
    shapes = {rules.ACCEPTED: "well", rules.CONDITIONS: "watch", rules.RETURNED: "unwell", rules.OFFERED: "info"}
    kind, state = wording.kind_labels()[one.kind], wording.state_labels()[one.state]
    return Row(one, kind, state, shapes.get(one.state, "none"), waits)


def _condition(one: Condition, today: date) -> tuple[Condition, bool]:
    return one, queries.overdue(one, today)
