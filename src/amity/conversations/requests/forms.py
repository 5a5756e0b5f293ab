"""Form for closing a request."""

from typing import ClassVar

from django import forms

from amity.conversations.requests.fields import ClosingFields
from amity.conversations.requests.wording import OUTCOMES
from amity.ui.value_forms import ValueForm


class ClosingForm(ValueForm[ClosingFields]):
    """The reason for closing a request, and what the client reads about it."""

    value = ClosingFields
    rows = "conversations.Request"
    choices: ClassVar = {"outcome": OUTCOMES}
    version = forms.IntegerField(widget=forms.HiddenInput)
