"""What parts above read in the query for a page's session or a token, so that it costs no query of its own.

Only what nearly every page needs belongs here: the timer that runs, the edition of the settings.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from django.db.models import Model, QuerySet
from django.db.models.expressions import Combinable

RowOf = TypeVar("RowOf", bound=Model)


@dataclass(frozen=True, slots=True)
class Along:
    """Columns read beside the row that names a person, by name, and what `read_once` knows from them, by its key.

    An expression reaches the person as `OuterRef("person_id")`.
    """

    columns: Callable[[], Mapping[str, Combinable]]
    known: Callable[[Any], Mapping[Hashable, Any]]


registered: Final[list[Along]] = []


def with_them(rows: "QuerySet[RowOf]") -> "QuerySet[RowOf]":
    """Return rows that have a `person_id`, with all registered columns."""
    columns = {name: column for one in registered for name, column in one.columns().items()}
    found: QuerySet[RowOf] = rows.annotate(**columns)
    return found


def known_of(row: Model) -> dict[Hashable, Any]:
    """Return what a row from `with_them` lets a reading block know."""
    return {key: value for one in registered for key, value in one.known(row).items()}
