"""The list of hand-offs for one person."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils.text import capfirst

from amity.accounts.covers.queries import stand_ins_on
from amity.agency.editions.by_roles import rows_by_roles
from amity.handoff import queries, rules, wording
from amity.handoff.models import Condition, Handoff, HandoffQuerySet
from amity.handoff.waits import TURNS, Waits, heading_for, turn_of, waits_in
from amity.people.models import Person
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Row:
    """A hand-off in a list: its kind and status as labels, and who has to act on it.

    `turn` is what the reader has to do. `is_coming`: the reader takes it once someone else has done their part.
    """

    one: Handoff
    kind: str
    state: str
    shape: str
    waits: Sequence[Waits] = ()
    turn: str = ""
    is_coming: bool = False

    @property
    def key(self) -> str:
        """The id that tells rows apart."""
        return str(self.one.pk)

    @property
    def is_late(self) -> bool:
        """Return whether something in it is overdue."""
        return any(wait.late for wait in self.waits)

    @property
    def changed_at(self) -> datetime:
        """When it was answered, otherwise when it was offered or started."""
        return self.one.answered_at or self.one.offered_at or self.one.started_at


def rows_for(by: Actor, today: date) -> list[Row]:
    """Return every hand-off the person can see: those that wait for them first by urgency, then the newest."""
    person = person_of(by)
    found = rows_by_roles("hand-offs", by, today, {}, _newest_first)
    waits = waits_in(found, today)
    rows = [_row_for(person, one, waits[one.pk]) for one in found]
    return sorted(rows, key=lambda one: TURNS.index(one.turn) if one.turn else len(TURNS))


def _newest_first(by: Actor) -> HandoffQuerySet:
    return queries.handoffs_seen_by(by).order_by("-started_at", "-pk")


def _row_for(person: Person, one: Handoff, waits: Sequence[Waits]) -> Row:
    """Return a hand-off with what the reader has to do."""
    turn = turn_of(person, waits)
    coming = not turn and one.state in rules.OPEN_STATES and one.taker == person
    return replace(row(one, waits), turn=turn, is_coming=coming)


def beside(by: Actor, rows: Sequence[Row], today: date) -> dict[str, Any]:
    """Return the heading of the list, and what is to be done around it."""
    person = person_of(by)
    conditions, starts = queries.conditions_of(person.pk), queries.waiting_projects(by)
    waits = {one.one.pk: one.waits for one in rows}
    title, sub = heading_for(person, waits, conditions=len(conditions), to_begin=_to_begin(person, starts, today))
    return {
        "title": title,
        "sub": sub,
        "conditions": [_condition(one, today) for one in conditions],
        "starts": starts,
        "taken_over": queries.taken_over_count(by),
        "may_give": bool(queries.may_give_accounts(by)),
    }


def _to_begin(person: Person, starts: Sequence[Project], today: date) -> int:
    """Return the number of projects without a hand-off that the person or someone they cover for has to hand off."""
    covered = stand_ins_on({one.account_id for one in starts if one.account_id}, today)
    givers = (covered.get(one.account_id or 0) or queries.giver_for(one.account, one) for one in starts)
    return sum(giver == person for giver in givers)


def row(one: Handoff, waits: Sequence[Waits] = ()) -> Row:
    """Return a hand-off with its labels."""
    shapes = {rules.ACCEPTED: "well", rules.CONDITIONS: "watch", rules.RETURNED: "unwell", rules.OFFERED: "info"}
    kind, state = wording.kind_labels()[one.kind], capfirst(wording.state_labels()[one.state])
    return Row(one, kind, state, shapes.get(one.state, "none"), waits)


def _condition(one: Condition, today: date) -> tuple[Condition, bool]:
    return one, queries.overdue(one, today)
