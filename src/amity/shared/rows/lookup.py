"""Find one of the rows an actor sees."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Manager, Model, QuerySet

from amity.shared.errors import NotSeen
from amity.shared.numbers import LARGEST

Row = TypeVar("Row", bound=Model)


def only_row(rows: QuerySet[Row]) -> Row | None:
    """Return the row of a query that finds one at most, or None.

    Unlike `first`, it doesn't sort: to sort one row, Django compares each of its columns with the order.
    """
    return next(iter(rows.order_by()[:1]), None)


def is_too_large(pk: int | str | UUID) -> bool:
    """Return whether no row can have this number, since it is too large for a column, or below 0."""
    return isinstance(pk, int) and not 0 <= pk <= LARGEST


def seen_or_missing(
    rows: QuerySet[Row] | Manager[Row], pk: int | str | UUID, sentence: str, *, lock: bool = False
) -> Row:
    """Return the row of `rows` with this `pk`. `lock` locks it until the transaction ends.

    Raise `NotSeen` with the sentence if there is none, also for a number too large for a column.
    """
    if is_too_large(pk):
        raise NotSeen(sentence)
    found = only_row((rows.select_for_update(of=("self",)) if lock else rows).filter(pk=pk))
    if found is None:
        raise NotSeen(sentence)
    return found
