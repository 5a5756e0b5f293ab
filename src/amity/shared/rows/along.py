"""Leave out of a query what its page has read already."""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet

RowOf = TypeVar("RowOf", bound=Model)


def without_account(rows: "QuerySet[RowOf, Any]") -> "QuerySet[RowOf, Any]":
    """Return rows that don't read along their account, its people and its covers, for a page that shares its own."""
    rows = rows.prefetch_related(None)
    along = rows.query.select_related
    if isinstance(along, dict):
        rows.query.select_related = {name: more for name, more in along.items() if name != "account"}
    return rows
