"""What the giver writes."""

from collections import defaultdict
from collections.abc import Mapping

from amity.handoff.models import Handoff, Note
from amity.handoff.rules.blocks import Item
from amity.handoff.rules.needs import WANT


def items_of(handoff: Handoff) -> Mapping[str, list[Item]]:
    """The notes of a hand-off by block, in the order they were written."""
    found: defaultdict[str, list[Item]] = defaultdict(list)
    for note in Note.objects.filter(handoff=handoff).order_by("pk"):
        found[note.block].append(item_of(note))
    return found


def item_of(note: Note) -> Item:
    """A note as an item. What they want in their words is a quotation."""
    return Item(
        key=f"note.{note.pk}", text=note.text, mark=note.mark, who=note.said_by, where=note.said_where,
        on=note.said_on.isoformat() if note.said_on else "", voice=note.block == WANT,
    )  # fmt: skip
