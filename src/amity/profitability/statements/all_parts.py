"""All parts of a period at once. Pages over every project read the same ones, as long as nothing has changed."""

from collections.abc import Mapping, Sequence
from typing import Final

from amity.profitability.books.load import Books
from amity.profitability.deals.queries import NO_ROWS
from amity.profitability.deals.rules import Deal, Earned
from amity.profitability.frozen_months.queries import FEW, Freezer
from amity.profitability.statements.project_parts import ProjectPart, ProjectParts, Setting
from amity.shared.caches.identity import Identical
from amity.shared.caches.memo import Memo

AllParts = tuple[Mapping[int, ProjectParts], Sequence[tuple[int, Deal, Earned]], Sequence[ProjectPart]]
"""Parts by project, the agreements whose revenue doesn't all belong to projects, and all parts with their rest."""
ALL_PARTS: Memo[tuple[object, ...], AllParts] = Memo(8)
LEAST: Final = 9
"""Projects from which on their parts are kept together. Pages of a few would only push out those of many."""


def material_of(books: Books, setting: Setting, frozen: Freezer) -> tuple[object, ...] | None:
    """Return everything that the parts depend on, or None if they aren't worth keeping together.

    Rows, deals and frozen months are themselves kept by what they follow from, so they are compared by identity. The
    frozen months of few agreements are read again for each page.
    """
    if len(books.projects) < LEAST or (frozen.months and len(books.deals) <= FEW):
        return None
    return (
        setting,
        Identical(books.projects.values()),
        Identical([books.sums.get(key, NO_ROWS) for key in books.projects]),
        Identical(books.deals.values()),
        frozen.closed,
        Identical([frozen.months] if frozen.months else ()),
        tuple(sorted(frozen.carried.items())),
        tuple([(key, tuple(months.items())) for key, months in books.outlay.projects.items()]),
        books.from_file,
        books.whole,
    )
