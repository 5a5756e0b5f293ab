"""The pages and operations whose queries are counted, by the tables of rights, and the rows added to grow them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeVar
from unittest.mock import patch

import time_machine
from django.db import transaction

from amity.waiting import queries as waiting
from tests.builders import MONDAY
from tests.matrix import machines, walk
from tests.matrix.making import hooks
from tests.matrix.rights import AM, SIGNED_IN, May, Rest
from tests.matrix.scene import Scene, build

Asker = TypeVar("Asker")
Counts = dict[str, int]
FEW, MANY = 3, 30

READER: Final = "everything"
"""The viewer whose pages are counted: a person with every role."""
READERS: Final = (READER, AM)
"""The account manager's are counted where only they can read."""

NOT_COUNTED: Final = walk.NO_PAGE - {"briefs:buys", "ui:jump_options"}
"""Files, redirects and fragments, except two fragments that are read at every key pressed."""


def pages() -> Iterator[tuple[str, May]]:
    """Yield the first row of each URL that only shows a page, without forms, files and fragments."""
    for name, rows in walk.stated().items():
        row = next(
            (row for row in rows if row.get & SIGNED_IN and (row.counted or not row.post) and not row.link), None
        )
        if row and not row.uncounted and name not in NOT_COUNTED:
            yield name, row


def operations() -> Iterator[tuple[machines.Operation, Rest]]:
    """Yield every operation that reads, and each that writes whose row is counted."""
    rows = machines.stated()
    for operation in machines.operations():
        row = rows.get(operation.name)
        if row and not row.uncounted and (operation.method == "GET" or row.counted):
            yield operation, row


def grow(scene: Scene, rows: int) -> None:
    """Let each part add this many rows to the scene, lowest part first, with `grow` of its `tests/making.py`."""
    for add in hooks("grow"):
        add(scene, rows)


def more(found: Mapping[str, int], known: Mapping[str, int]) -> dict[str, tuple[int | None, int]]:
    """Return what needs more queries than is stored, with both counts."""
    return {name: (known.get(name), count) for name, count in found.items() if count > known.get(name, 0)}


def few_and_many(asker: Callable[[Scene], Asker], counted: Callable[[Asker], Counts]) -> tuple[Counts, Counts]:
    """Return what `counted` finds in the scene with few rows and then with many. All changes are rolled back.

    More things are open than a page shows, and it counts those in a query more. The clock stands still, since a
    session notes every few minutes that it is used.
    """
    with time_machine.travel(MONDAY, tick=False), transaction.atomic(), patch.object(waiting, "MOST", 1):
        scene = build("average")
        asking = asker(scene)
        grow(scene, FEW)
        few = counted(asking)
        grow(scene, MANY - FEW)
        many = counted(asking)
        transaction.set_rollback(True)
    return few, many
