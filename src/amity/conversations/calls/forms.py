"""The form of one's emails."""

from django import forms

from amity.conversations.calls.models import EmailChoice
from amity.ui.forms import WordedForm


class EmailsForm(WordedForm):
    """Which emails a person gets."""

    columns_of = EmailChoice

    before_calls = forms.BooleanField(required=False)
