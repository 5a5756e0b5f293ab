"""Keep the answers to warnings and blocks with the item."""

from collections.abc import Mapping
from datetime import datetime

from amity.gate.models import Item, Overruling
from amity.shared.actor import Actor


def record(item: Item, given: Mapping[str, tuple[str, str]], by: Actor, now: datetime) -> None:
    """Save an answer for each finding, in place of an earlier one."""
    for finding, (chip, words) in given.items():
        answer = {"chip": chip, "words": words, "person_id": by.person_id, "at": now}
        Overruling.objects.update_or_create(item=item, finding=finding[:120], defaults=answer)
