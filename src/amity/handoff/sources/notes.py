"""Items from the giver's notes."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from django.urls import reverse

from amity.handoff.models import Handoff, Note
from amity.handoff.queries import notes_of
from amity.handoff.rules import WANT
from amity.handoff.sources.client import recorded
from amity.handoff.versions.rules import TO_FIND_OUT, Item


def items_of(handoff: Handoff) -> Mapping[str, list[Item]]:
    """Return the notes of a hand-off by block, oldest first."""
    found: defaultdict[str, list[Item]] = defaultdict(list)
    for note in notes_of(handoff):
        found[note.block].append(item_of(note))
    return found


def item_of(note: Note) -> Item:
    """Return a note, or its record, as an item. What the client wants in their words is a quotation."""
    if note.expectation is not None:
        item = recorded(note.expectation)
        url = reverse("expectations:expectation", args=[note.expectation.pk])
        mark = note.mark if note.mark == TO_FIND_OUT else item.mark
        return replace(item, key=f"note.{note.pk}", mark=mark, url=url)
    return Item(
        key=f"note.{note.pk}", text=note.text, mark=note.mark, who=note.stated_by, where=note.stated_in,
        on=note.stated_on.isoformat() if note.stated_on else "", voice=note.block == WANT,
    )  # fmt: skip
