"""Forms for joint objectives."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.charter import wording
from amity.charter.models import Objective
from amity.charter.objectives import rules as objectives
from amity.charter.objectives.commands import ObjectiveFields, ReadingFields
from amity.ui.acts import ActForm
from amity.ui.value_forms import ValueForm


class ObjectiveForm(ValueForm[ObjectiveFields]):
    """A joint objective."""

    value = ObjectiveFields
    rows = "charter.Objective"
    choices = {"kind": wording.objective_labels}
    hints = {"unit": _("Only for a client goal.")}
    widgets = {"kind": forms.RadioSelect()}
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ("kind", "statement", "unit")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("unit", wording.unit_labels().items())
        self.fields["unit"].initial = objectives.NUMBER

    def fill(self, thing: Objective) -> None:
        """Fill in an objective's values and remove its kind, which stays."""
        super().fill(thing)
        del self.fields["kind"]


class ReadingForm(ValueForm[ReadingFields]):
    """Form for a value of an objective."""

    value = ReadingFields
    rows = "charter.Reading"
    hints = {"stated_by": _("Leave blank for yourself. Name the contact if the client said so.")}


class DropForm(ActForm):
    """Form for the reason why an objective is ended."""

    because = forms.CharField(label=_("Reason"), max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def current_values(self, thing: Objective) -> Mapping[str, Any]:
        """Return the version that was read."""
        return {"version": thing.version}
