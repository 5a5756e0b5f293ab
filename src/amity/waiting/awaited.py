"""Reads of what a person waits for from others: from client contacts and from colleagues."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from amity.agency.editions.by_roles import rows_by_roles
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.waiting import written
from amity.waiting.kinds import Awaited, Kind, kinds
from amity.waiting.written import Made

MOST_AWAITED: Final = 8
MOST_READ: Final = 20
"""Rows of one kind among which those awaited soonest are found."""


def awaited_rows(kind: Kind, person: Any, today: date) -> Made:
    """Return the rows of a kind that a person waits for from others."""
    return kind.key, kind.awaited_rows(person, today) if kind.awaited_rows else None, None


def awaited_by(by: Actor, today: date) -> list[Awaited]:
    """Return what the actor waits for from others, soonest first."""
    person, asked = person_of(by), [kind for kind in kinds() if kind.awaited_rows]
    others = [awaited_rows(kind, person, today) for kind in asked if not kind.by_roles]
    some = written.counts(person, today, [kind for kind in asked if kind.by_roles], awaited_rows, others)
    found = [
        one for kind in asked if kind.key in some and kind.awaited
        for one in kind.awaited(person, _first_awaited(kind, by, today))
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.due is None, one.due or today, one.title))


def _first_awaited(kind: Kind, by: Actor, today: date) -> Sequence[Any]:
    """Return the first rows of a kind that the actor waits for."""

    def rows(of: Actor) -> Any:
        return awaited_rows(kind, person_of(of), today)[1][:MOST_READ]

    return rows_by_roles(("awaited", kind.key), by, today, {}, rows) if kind.by_roles else list(rows(by))
