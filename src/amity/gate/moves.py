"""The one place that changes an item's state: a conditional update on state and digest, and a row of its history."""

from datetime import datetime
from typing import Any

from django.db.models import F

from amity.gate import rules, wording
from amity.gate.models import Item, Step
from amity.shared.actor import Actor
from amity.shared.errors import Refused
from amity.shared.rows.lookup import only_row


def check(item: Item, verb: str) -> None:
    """Raise `Refused` if a verb isn't legal in the item's state."""
    if rules.move(verb, item.state) is not None:
        raise Refused(wording.illegal(item.state))


def move(
    item: Item, verb: str, to: str, *, by: Actor, now: datetime, words: str = "", ground: str = "",
    ground_id: int | None = None, step: str = "", due_by: datetime | None = None, **values: Any,
) -> Item:  # fmt: skip
    """Apply a verb to an item as it was read. Whoever changes the row first wins; the other is refused.

    `due_by` also demands that the item was due by then. `step` names the row of the history if it isn't the verb.
    """
    check(item, verb)
    rows = Item.objects.filter(pk=item.pk, state=item.state, digest=item.digest)
    if due_by is not None:
        rows = rows.filter(goes_at__lte=due_by)
    if not rows.update(state=to, version=F("version") + 1, changed_at=now, **values):
        current = only_row(Item.objects.filter(pk=item.pk))
        raise Refused(wording.illegal(current.state if current else rules.WITHDRAWN))
    item.state, item.changed_at = to, now
    item.version += 1
    for name, value in values.items():
        setattr(item, name, value)
    note(item, step or verb, by=by, now=now, words=words, ground=ground, ground_id=ground_id)
    return item


def note(
    item: Item, verb: str, *, by: Actor, now: datetime, words: str = "", ground: str = "",
    ground_id: int | None = None,
) -> Step:  # fmt: skip
    """Add a row to the history of an item."""
    is_person = by.kind == "person"
    return Step.objects.create(
        item=item, verb=verb, state=item.state, person_id=by.person_id if is_person else None,
        who=by.label if is_person else "", at=now, digest=item.digest, ground=ground, ground_id=ground_id, words=words,
    )  # fmt: skip
