"""What parts above do inside the commands of this part."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from amity.expectations.models import Conflict
from amity.shared.actor import Actor

on_conflict: Final[list[Callable[[Conflict, Actor, datetime], None]]] = []
"""Called in the same transaction when a conflict was found, answered or closed: risks and blockers list it."""


def conflict_changed(conflict: Conflict, by: Actor, now: datetime) -> None:
    """Tell the parts above."""
    for follow in on_conflict:
        follow(conflict, by, now)
