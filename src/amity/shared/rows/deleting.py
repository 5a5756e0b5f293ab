"""Delete many rows without keeping others from writing for long."""

from typing import Any, Final

from django.db.models import QuerySet

STEP: Final = 1_000
"""Rows that are deleted at once. Between two steps others can write."""


def delete_in_steps(rows: QuerySet[Any], step: int = STEP) -> int:
    """Delete the rows, each step in a transaction of its own. Return how many."""
    deleted = 0
    while keys := list(rows.order_by("pk").values_list("pk", flat=True)[:step]):
        deleted += rows.filter(pk__in=keys).delete()[0]
    return deleted
