"""The form that lets work start before the signature."""

from django import forms

from amity.scope.early_start.fields import EarlyStartFields
from amity.ui.value_forms import ValueForm


class EarlyStartForm(ValueForm[EarlyStartFields]):
    """Form for the reason why work has to start before the client signs."""

    value = EarlyStartFields
    rows = "scope.EarlyStart"
    version = forms.IntegerField(widget=forms.HiddenInput)
