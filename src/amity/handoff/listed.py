"""The list of hand-offs as one person meets it, and the versions of one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.accounts.pages import list_links
from amity.handoff import pages, queries, since, wording
from amity.handoff.models import Condition, Handoff, Version
from amity.handoff.rules import blocks as said
from amity.handoff.rules import states
from amity.people.queries import person_of
from amity.shared.actor import Actor

MOST = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A hand-off in a list: what kind it is and how it stands, in words; `waiting` counts what is to acknowledge."""

    one: Handoff
    kind: str
    state: str
    shape: str
    waiting: int = 0


def handoffs(by: Actor, today: date) -> dict[str, Any]:
    """What one is to take, what one gives, what one took, and what one still has to do."""
    seen = queries.handoffs_seen_by(by)
    person = person_of(by)
    mine = seen.filter(taker=person)
    giving = seen.exclude(taker=person).exclude(state__in=states.TAKEN).order_by("-started_at")[:MOST]
    taken = mine.filter(state__in=states.TAKEN).order_by("-answered_at")[:MOST]
    others = seen.exclude(taker=person).filter(state__in=states.TAKEN).order_by("-answered_at")[:MOST]
    to_take = [row(one) for one in mine.filter(state=states.OFFERED).order_by("offered_at")]
    return {
        "title": _title(len(to_take)),
        "nothing": not seen.exists(),
        "to_take": to_take,
        "giving": [row(one) for one in giving],
        "taken": [row(one, waiting=one.changes_waiting) for one in taken],
        "others": [row(one) for one in others],
        "conditions": [_condition(one, today) for one in queries.conditions_of(person.pk)],
        "starts": queries.waiting_projects(by),
        "lists": list_links(by, "handoffs"),
        "may_give": bool(queries.may_give_accounts(by)),
    }


def _title(count: int) -> str:
    if not count:
        return _("Nothing waits for you to take it over")
    said = ngettext("%(count)s hand-off waits for your answer", "%(count)s hand-offs wait for your answer", count)
    return said % {"count": count}


def row(one: Handoff, waiting: int = 0) -> Row:
    """One hand-off in words."""
    shapes = {states.ACCEPTED: "well", states.CONDITIONS: "watch", states.RETURNED: "unwell", states.OFFERED: "info"}
    kind, state = wording.kind_labels()[one.kind], wording.state_labels()[one.state]
    return Row(one, kind, state, shapes.get(one.state, "none"), waiting)


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
