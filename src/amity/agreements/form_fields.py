"""Build the fields that several forms of agreements share."""

from collections.abc import Sequence
from typing import Any

from django import forms

from amity.agreements.rules import clauses

Pairs = Sequence[tuple[str, Any]]


def number_or_none(value: str) -> int | None:
    """The id in a choice; None for the empty one."""
    return int(value) if value else None


def words_field(
    label: Any = None, rows: int = 4, *, required: bool = False, most: int = clauses.LONGEST
) -> forms.CharField:
    """A text of several lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=most, widget=widget)
