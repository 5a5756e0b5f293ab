"""Form for closing a request."""

from django import forms

from amity.conversations.requests.fields import ClosingFields
from amity.ui.value_forms import ValueForm


class ClosingForm(ValueForm[ClosingFields]):
    """The reason for closing a request."""

    value = ClosingFields
    rows = "conversations.Request"
    version = forms.IntegerField(widget=forms.HiddenInput)
