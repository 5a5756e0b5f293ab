"""Build the fields that several forms of agreements share."""

from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar

from django import forms
from django.db.models import Model

from amity.agreements.models import Agreement
from amity.agreements.sections.rules import clauses
from amity.ui.value_forms import ValueForm

Value = TypeVar("Value")
Pairs = Sequence[tuple[str, Any]]


def number_or_none(value: str) -> int | None:
    """Return the id in a choice, or None for the blank one."""
    return int(value) if value else None


def words_field(
    label: Any = None, rows: int = 4, *, needed: Any = "", hint: Any = "", most: int = clauses.LONGEST,
    strip: bool = True,
) -> forms.CharField:  # fmt: skip
    """Return a text field of several lines. It is required if there is a sentence `needed` for when it is blank."""
    return forms.CharField(
        label=label, required=bool(needed), max_length=most, strip=strip, help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}), error_messages={"required": needed} if needed else None,
    )  # fmt: skip


class RowForm(ValueForm[Value], Generic[Value]):
    """A form of one row of an agreement, new or existing, saved with the agreement's version."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: Model | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row

    def current_values(self, thing: Agreement) -> Mapping[str, Any]:
        """Return the row's current values, with the version of its agreement."""
        found = type(self.row)._default_manager.filter(pk=self.row.pk).first() if self.row else None
        return {**(self.initial_values(found) if found else {}), "version": thing.version}
