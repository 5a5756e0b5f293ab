"""Hooks for other parts to act inside the commands of this part."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from amity.accounts.models import Account
from amity.expectations.models import Conflict, Expectation
from amity.shared.actor import Actor

on_conflict: Final[list[Callable[[Conflict, Actor, datetime], None]]] = []
"""Called in the same transaction when a conflict is found, answered or closed, because risks and blockers list it."""

on_fields: Final[list[Callable[[Expectation], None]]] = []
"""Called in the same transaction when an expectation's fields change, because a hand-off note may be this record."""

project_paths: Final[list[str]] = []
"""The path from an expectation to its project, named by the part that links them."""


@dataclass(frozen=True, slots=True)
class Projects:
    """How the part above that knows projects offers them, reads an expectation's, and links it to one or to none."""

    offered: Callable[[Actor, Account], Sequence[tuple[int, str]]]
    current: Callable[[Expectation], int | None]
    link: Callable[[Actor, int, int | None, datetime], None]


projects: Final[list[Projects]] = []
"""Hook: the projects among which a form asks."""


def fields_changed(expectation: Expectation) -> None:
    """Call the listeners of other parts."""
    for follow in on_fields:
        follow(expectation)


def conflict_changed(conflict: Conflict, by: Actor, now: datetime) -> None:
    """Call the listeners of other parts."""
    for follow in on_conflict:
        follow(conflict, by, now)
