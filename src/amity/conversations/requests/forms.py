"""Form for closing a request."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.conversations.requests.fields import ClosingFields
from amity.conversations.requests.wording import OUTCOMES
from amity.ui.value_forms import ValueForm


class ClosingForm(ValueForm[ClosingFields]):
    """The reason for closing a request, and what the client reads about it."""

    value = ClosingFields
    rows = "conversations.Request"
    choices: ClassVar = {"outcome": OUTCOMES}
    hints: ClassVar = {
        "closed_because": _("For your team only."),
        "outcome": _("Clients read this about requests they made on their pages."),
    }
    version = forms.IntegerField(widget=forms.HiddenInput)
