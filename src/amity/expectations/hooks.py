"""What parts above do inside the commands of this part."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from amity.expectations.models import Conflict, Expectation
from amity.shared.actor import Actor

on_conflict: Final[list[Callable[[Conflict, Actor, datetime], None]]] = []
"""Called in the same transaction when a conflict was found, answered or closed: risks and blockers list it."""

on_fields: Final[list[Callable[[Expectation], None]]] = []
"""Called in the same transaction when fields of an expectation changed: a hand-off note may be this record."""


def fields_changed(expectation: Expectation) -> None:
    """Tell the parts above."""
    for follow in on_fields:
        follow(expectation)


def conflict_changed(conflict: Conflict, by: Actor, now: datetime) -> None:
    """Tell the parts above."""
    for follow in on_conflict:
        follow(conflict, by, now)
