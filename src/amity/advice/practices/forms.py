"""Form for a practice."""

from django import forms

from amity.advice.fields import PracticeFields
from amity.ui.value_forms import ValueForm

AREA = forms.Textarea(attrs={"rows": 3})


class PracticeForm(ValueForm[PracticeFields]):
    """A practice: fields and limits from its rules, labels from its model."""

    value, rows = PracticeFields, "advice.Practice"
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
