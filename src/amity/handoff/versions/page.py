"""The versions of a hand-off, with the changes from one to the next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from amity.handoff import page as handoff_page
from amity.handoff import wording
from amity.handoff.changes import queries as changes_since
from amity.handoff.models import Handoff, Version
from amity.handoff.versions import rules as block_rules
from amity.people.queries import person_of
from amity.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class VersionShown:
    """A frozen version with its changes from the previous one. `version` None means the changes since acceptance."""

    version: Version | None
    blocks: Sequence[handoff_page.BlockShown]
    changes: Sequence[handoff_page.ChangeShown]


def versions(by: Actor, handoff: Handoff) -> dict[str, Any]:
    """Return every version, newest first, with its changes. The first entry has the changes since acceptance."""
    right = int(person_of(by).money_right)
    every = list(Version.objects.filter(handoff=handoff).order_by("number"))
    found = []
    for before, one in zip([None, *every], every, strict=False):
        differences = block_rules.differences(before.parsed_blocks, one.parsed_blocks) if before else []
        frozen = {block["key"]: block["sha256"] for block in one.blocks}
        cut = handoff_page.shown(handoff.kind, block_rules.cut(one.parsed_blocks, right), {})
        shown = [replace(block, digest=frozen[block.key]) for block in cut]
        found.append(VersionShown(one, shown, [_changed(each) for each in differences if each.right <= right]))
    accepted = next((one for one in reversed(every) if one.accepted_at), None)
    return {
        "versions": found[::-1],
        "changes": handoff_page.changes(handoff, person_of(by), accepted) if handoff.is_taken else [],
    }


def _changed(one: block_rules.Difference) -> handoff_page.ChangeShown:
    labels, verdicts = wording.block_labels(), wording.verdict_labels()
    return handoff_page.ChangeShown(
        changes_since.Changed(one, None), labels[one.block], verdicts[one.verdict],
        handoff_page.item_shown(one.then) if one.then else None, handoff_page.item_shown(one.now) if one.now else None,
    )  # fmt: skip
