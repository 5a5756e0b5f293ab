"""Find one row of those an actor sees."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Manager, Model, QuerySet

from amity.shared.errors import NotSeen
from amity.shared.numbers import LARGEST

Row = TypeVar("Row", bound=Model)


def seen_or_missing(
    rows: QuerySet[Row] | Manager[Row], pk: int | str | UUID, sentence: str, *, lock: bool = False
) -> Row:
    """Return the row of `rows` with this `pk`; `lock` holds it until the transaction ends.

    Raises `NotSeen` with the sentence where there is none, also for a number that no column holds.
    """
    if isinstance(pk, int) and not 0 <= pk <= LARGEST:
        raise NotSeen(sentence)
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=pk).first()
    if found is None:
        raise NotSeen(sentence)
    return found
