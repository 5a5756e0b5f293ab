"""Rows of one table that a process keeps until one of them changes, for tables that change all day (decision 0039).

PostgreSQL knows of each row which transaction wrote it last. The number of the rows and the sum of a hash of these name
their state, whoever writes, and no later state of them has the same rows of the same transactions again. Asking for it
takes a fraction of what it takes to send and read thousands of rows. SQLite has nothing of the kind and is asked for
the rows each time. So is a request that may change something, since others never see what it sees before it commits.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from django.db import connection
from django.db.models import F, Func, QuerySet, TextField

from amity.shared.caches.memo import Memo
from amity.shared.caches.reading import is_still
from amity.shared.rows.prepared import Prepared

_STATE: Final = "COUNT(*) || ' ' || SUM(HASHINT8EXTENDED(xmin::text::bigint, 0))"


class Rows(tuple[tuple[Any, ...], ...]):
    """Rows of numbers that calculate their hash once, as keys of what follows from all of them."""

    def __hash__(self) -> int:
        """Return the hash of an equal tuple."""
        if "_hash" not in self.__dict__:
            self._hash = super().__hash__()
        return self._hash


class Unchanged:
    """A query for columns of one table with `Given` values, asked again once one of its rows has changed."""

    def __init__(
        self,
        kept: Memo[Any, Rows],
        make: "Callable[[], QuerySet[Any, Any]]",
        columns: Iterable[str],
        share: Callable[[Iterable[tuple[Any, ...]]], Rows],
    ) -> None:
        self._kept, self._share = kept, share
        self._rows = Prepared(lambda: make().order_by().values_list(*columns))
        self._state = Prepared(lambda: _state_of(make()))

    def rows(self, given: Mapping[str, Any]) -> tuple[tuple[Any, ...], ...]:
        """Return the rows for these values, in no order."""
        if connection.vendor != "postgresql" or connection.in_atomic_block or not is_still():
            return tuple(self._rows.rows(given))
        values = tuple([tuple(one) if isinstance(one, list) else one for one in given.values()])
        key = (connection.settings_dict["NAME"], *self._state.rows(given), *given, *values)
        return self._kept.get(key, lambda: self._share(self._rows.rows(given)))


def _state_of(rows: "QuerySet[Any, Any]") -> "QuerySet[Any, Any]":
    """Return the name of the rows' state, as a plain function so that the query has no groups. None: no rows."""
    state = Func(F(rows.model._meta.fields[0].name), template=_STATE, output_field=TextField())
    states: QuerySet[Any, Any] = rows.order_by().annotate(state=state).values_list("state", flat=True)
    return states
