"""The form for the terms of an agreement."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.agreements.models import Agreement
from amity.agreements.page import TermRow
from amity.agreements.terms.commands import TermFields
from amity.ui.acts import ActForm


class WordingForm(ActForm):
    """Form for every term of the agreement: its text, and the client's request."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, rows: Sequence[TermRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._keys = [row.key for row in rows]
        for row in rows:
            hint = _("Standard: %(standard)s") % {"standard": row.standard}
            if row.fallbacks:
                hint = _("Standard: %(standard)s. Fallback: %(fallbacks)s") % {
                    "standard": row.standard,
                    "fallbacks": "; ".join(row.fallbacks),
                }
            self.fields[f"{row.key}.value"] = forms.CharField(
                label=_("%(term)s in this agreement") % {"term": row.label}, required=False, max_length=2000,
                help_text=hint,                initial=row.value,
            )  # fmt: skip
            self.fields[f"{row.key}.asked"] = forms.CharField(
                label=_("Client’s request"), required=False, max_length=2000, initial=row.asked
            )
            self.fields[f"{row.key}.asked_by"] = forms.CharField(
                label=_("Source: who, where and when"), required=False, max_length=200, initial=row.asked_by
            )
        self.groups = tuple(  # type: ignore[misc]
            (row.label, tuple(f"{row.key}.{part}" for part in ("value", "asked", "asked_by"))) for row in rows
        )

    only_filters = True  # every field can stay blank

    def current_values(self, thing: Agreement) -> Mapping[str, Any]:
        """Initial values of an agreement: its terms, read again."""
        values: dict[str, Any] = {"version": thing.version}
        for row in thing.term_values.filter(key__in=self._keys):
            values |= {f"{row.key}.{part}": getattr(row, part) for part in ("value", "asked", "asked_by")}
        return values

    def value_given(self) -> dict[str, TermFields]:
        """Return the values as the command takes them."""
        data = self.cleaned_data
        parts = ("value", "asked", "asked_by")
        return {key: TermFields(*(data[f"{key}.{part}"] for part in parts)) for key in self._keys}
