"""The form for one section."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.agreements import wording
from amity.agreements.form_fields import words_field
from amity.agreements.models import Agreement, Clause
from amity.agreements.sections.commands import Section
from amity.ui.acts import ActForm


class SectionForm(ActForm):
    """A section of the paper."""

    columns_of = Clause

    kind = forms.ChoiceField()
    heading = forms.CharField(max_length=200, required=False, help_text=_("Leave blank to use the topic."))
    text = words_field(rows=12)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, clause: Clause | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._clause = clause
        self.fields["text"].strip = False  # type: ignore[attr-defined]  # a table may begin with an indent
        self.fields["kind"].choices = list(wording.CLAUSES.items())  # type: ignore[attr-defined]

    def current_values(self, thing: Agreement) -> Mapping[str, Any]:
        """Return the section's current values, with the version of its agreement."""
        found = thing.clauses.filter(pk=self._clause.pk).first() if self._clause else None
        said = {name: getattr(found, name) for name in ("kind", "heading", "text")} if found else {}
        return said | {"version": thing.version}

    def section(self) -> Section:
        """The values as the command takes them."""
        said = {name: self.cleaned_data[name] for name in ("kind", "text", "heading")}
        return Section(**said, depth=self._clause.level if self._clause else 1)
