"""Form for a practice."""

from django import forms

from amity.advice.fields import PracticeFields
from amity.ui.value_forms import ValueForm

SHORT = forms.Textarea(attrs={"rows": 2})


class PracticeForm(ValueForm[PracticeFields]):
    """A practice: fields and limits from its rules, labels from its model."""

    value, rows = PracticeFields, "advice.Practice"
    widgets = dict.fromkeys(("why", "when_not", "services", "measures", "industries"), SHORT)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
