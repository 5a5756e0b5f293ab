"""What is typed about joint objectives."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.charter import wording
from amity.charter.models import Objective, Reading
from amity.charter.objectives import rules as objectives
from amity.charter.objectives.commands import ObjectiveFields
from amity.ui.acts import ActForm
from amity.ui.figures import DecimalTextField, day_field


class ObjectiveForm(ActForm):
    """A joint objective."""

    columns_of = Objective

    kind = forms.ChoiceField(widget=forms.RadioSelect)
    statement = forms.CharField(max_length=200)
    unit = forms.ChoiceField(required=False, help_text=_("Only for a client goal."))
    target = DecimalTextField(required=False, most_places=2)
    baseline = DecimalTextField(required=False, most_places=2)
    due_on = day_field(required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = list(wording.objective_labels().items())  # type: ignore[attr-defined]
        self.fields["unit"].choices = list(wording.unit_labels().items())  # type: ignore[attr-defined]
        self.fields["unit"].initial = objectives.NUMBER

    def current_values(self, thing: Objective) -> Mapping[str, Any]:
        """Initial values of an objective."""
        names = ("kind", "statement", "unit", "target", "baseline", "due_on", "version")
        return {name: getattr(thing, name) for name in names}

    def fill(self, thing: Objective) -> None:
        """Begin with an objective; its kind stays."""
        super().fill(thing)
        del self.fields["kind"]

    def value_given(self, kind: str = "") -> ObjectiveFields:
        """The values as the command takes them."""
        values = {name: value for name, value in self.values().items() if name != "version"}
        return ObjectiveFields(**{"kind": kind, **values})


class ReadingForm(ActForm):
    """The value of an objective."""

    columns_of = Reading

    value = DecimalTextField(most_places=2)
    read_on = day_field()
    said_by = forms.CharField(
        max_length=200,
        required=False,
        help_text=_("Leave blank for yourself. Name the contact if the client said so."),
    )
    note = forms.CharField(max_length=300, required=False)


class DropForm(ActForm):
    """The reason why an objective is ended."""

    because = forms.CharField(label=_("Reason"), max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def current_values(self, thing: Objective) -> Mapping[str, Any]:
        """The version that was read."""
        return {"version": thing.version}
