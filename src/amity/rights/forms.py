"""Forms for a third-party right."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.files.forms import document_field
from amity.rights import wording
from amity.rights.commands import RightFields
from amity.rights.models import Right
from amity.ui.acts import ActForm
from amity.ui.number_fields import day_field
from amity.ui.value_forms import ValueForm


class RightForm(ValueForm[RightFields]):
    """Form for a right that our work uses."""

    value = RightFields
    rows = "rights.Right"
    choices = {"kind": wording.KINDS}
    widgets = {"kind": forms.RadioSelect(), "note": forms.Textarea(attrs={"rows": 2})}

    line_ids = forms.TypedMultipleChoiceField(
        label=_("Used on lines"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    file = document_field()
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, *args: Any, lines: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("line_ids", lines)
        if not lines:
            del self.fields["line_ids"]

    def current_values(self, thing: Right) -> Mapping[str, Any]:
        """Return the initial values of a right, with its lines."""
        return {**super().current_values(thing), "line_ids": list(thing.uses.values_list("line_id", flat=True))}


class LetGoForm(ActForm):
    """Form for the last day that work uses a right."""

    on = day_field(label=_("Last day of use"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def current_values(self, thing: Right) -> Mapping[str, Any]:
        """Return the version the form was opened with."""
        return {"version": thing.version}
