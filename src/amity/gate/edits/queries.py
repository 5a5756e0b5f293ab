"""Reads of what clearers changed, by whoever sees the item."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from amity.gate.edits.models import Edit
from amity.gate.edits.rules import Change, changes
from amity.gate.models import Item
from amity.shared.actor import Actor
from amity.shared.rows.lookup import seen_or_missing


@dataclass(frozen=True, slots=True)
class Edited:
    """A change with its words. `asks`: the reader made it and hasn't said yet what it becomes."""

    edit: Edit
    changes: Sequence[Change]
    asks: bool


def edits_of(item: Item, by: Actor) -> list[Edited]:
    """Return what was changed when an item was cleared, newest first."""
    rows = item.edits.select_related("person").order_by("-pk")
    return [Edited(one, _changes(one), not one.became and one.person_id == by.person_id) for one in rows]


def own_edit(by: Actor, edit_id: int) -> Edit:
    """Return a change that the actor made, or raise `NotSeen`."""
    rows = Edit.objects.filter(person=by.person_id).select_related("item")
    return seen_or_missing(rows, edit_id, _("Change not found."))


def removed_words(edit: Edit) -> str:
    """Return the words that were removed, separated by commas, as a standard has them."""
    return ", ".join(one.removed.strip(".,:;!?") for one in _changes(edit) if one.removed)


def first_removed(edit: Edit) -> str:
    """Return the first words that were removed, as the check of a preference has them, or ""."""
    return removed_words(edit).partition(", ")[0]


def _changes(edit: Edit) -> list[Change]:
    return [*changes(edit.subject_before, edit.subject_after), *changes(edit.body_before, edit.body_after)]
