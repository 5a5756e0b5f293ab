"""The list of hand-offs as one person meets it, and the versions of one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from amity.accounts.covers.queries import stand_ins_on
from amity.accounts.pages import list_links
from amity.handoff import pages, queries, since, wording
from amity.handoff.models import Condition, Handoff, Version
from amity.handoff.rules import blocks as said
from amity.handoff.rules import states
from amity.handoff.waiting import Waits, heading_for, waits_in
from amity.people.models import Person
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.shared.actor import Actor

MOST = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A hand-off in a list: what kind it is and how it stands, in words, and what waits in it for whom."""

    one: Handoff
    kind: str
    state: str
    shape: str
    waits: Sequence[Waits] = ()


def handoffs(by: Actor, today: date) -> dict[str, Any]:
    """What one is to take, what one gives, what one took, and what one still has to do."""
    seen, person = queries.handoffs_seen_by(by), person_of(by)
    going = list(seen.filter(state__in=states.OPEN).order_by("-started_at", "-pk")[:MOST])
    over = seen.filter(state__in=states.TAKEN).order_by("-answered_at", "-pk")
    found = {
        "to_take": [one for one in going if one.taker == person and one.state == states.OFFERED],
        "coming": [one for one in going if one.taker == person and one.state != states.OFFERED],
        "giving": [one for one in going if one.taker != person],
        "taken": list(over.filter(taker=person)[:MOST]),
        "others": list(over.exclude(taker=person)[:MOST]),
    }
    every = [one for rows in found.values() for one in rows]
    waits = waits_in(every, today)
    conditions, starts = queries.conditions_of(person.pk), queries.waiting_projects(by)
    title, sub = heading_for(person, waits, conditions=len(conditions), to_begin=_turn_of(person, starts, today))
    return {
        **{key: [row(one, waits[one.pk]) for one in rows] for key, rows in found.items()},
        "title": title,
        "sub": sub,
        "nothing": not every,
        "conditions": [_condition(one, today) for one in conditions],
        "starts": starts,
        "taken_over": queries.taken_over_count(by),
        "lists": list_links(by, "handoffs"),
        "may_give": bool(queries.may_give_accounts(by)),
    }


def _turn_of(person: Person, starts: Sequence[Project], today: date) -> int:
    """How many of the projects nobody began to hand off are one's own to give, or of somebody one stands in for."""
    covered = stand_ins_on({one.account_id for one in starts if one.account_id}, today)
    givers = (covered.get(one.account_id or 0) or queries.giver_for(one.account, one) for one in starts)
    return sum(giver == person for giver in givers)


def row(one: Handoff, waits: Sequence[Waits] = ()) -> Row:
    """One hand-off in words."""
    shapes = {states.ACCEPTED: "well", states.CONDITIONS: "watch", states.RETURNED: "unwell", states.OFFERED: "info"}
    kind, state = wording.kind_labels()[one.kind], wording.state_labels()[one.state]
    return Row(one, kind, state, shapes.get(one.state, "none"), waits)


def _condition(one: Condition, today: date) -> tuple[Condition, bool]:
    return one, queries.overdue(one, today)


@dataclass(frozen=True, slots=True)
class VersionShown:
    """A frozen version; `changes` are from the one before, `now` says that they are what stands today."""

    version: Version | None
    blocks: Sequence[pages.BlockShown]
    changes: Sequence[pages.ChangeShown]


def versions(by: Actor, handoff: Handoff) -> dict[str, Any]:
    """Every version from the newest on, with what changed to it; first what changed since the accepted one."""
    right = int(person_of(by).money_right)
    every = list(Version.objects.filter(handoff=handoff).order_by("number"))
    found = []
    for before, one in zip([None, *every], every, strict=False):
        differences = said.differences(before.said, one.said) if before else []
        frozen = {block["key"]: block["sha256"] for block in one.blocks}
        cut = pages.shown(handoff.kind, said.cut(one.said, right), {})
        shown = [replace(block, digest=frozen[block.key]) for block in cut]
        found.append(VersionShown(one, shown, [_changed(each) for each in differences if each.right <= right]))
    return {"versions": found[::-1], "changes": pages.changes(handoff, person_of(by)) if handoff.is_taken else []}


def _changed(one: said.Difference) -> pages.ChangeShown:
    labels, verdicts = wording.block_labels(), wording.verdict_labels()
    return pages.ChangeShown(
        since.Changed(one, None), labels[one.block], verdicts[one.verdict],
        pages.item_shown(one.then) if one.then else None, pages.item_shown(one.now) if one.now else None,
    )  # fmt: skip
