"""The form of a standard."""

from django import forms

from amity.gate.standards.commands import StandardFields
from amity.gate.standards.models import Standard
from amity.ui.acts import ActForm


class StandardForm(ActForm):
    """A standard, with words that are found automatically."""

    columns_of = Standard
    text = forms.CharField()
    words = forms.CharField(required=False)

    def fields_given(self) -> StandardFields:
        """Return what was entered."""
        return StandardFields(self.cleaned_data["text"], self.cleaned_data["words"])
