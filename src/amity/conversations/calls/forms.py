"""The form of one's emails."""

from django import forms

from amity.conversations.calls.models import EmailChoice
from amity.mailbox.to_clear.models import ClearEmails
from amity.ui.field_words import label_of
from amity.ui.forms import WordedForm


class EmailsForm(WordedForm):
    """Which emails a person gets."""

    columns_of = EmailChoice

    before_calls = forms.BooleanField(required=False)
    to_clear = forms.BooleanField(required=False, label=label_of(ClearEmails, "to_clear"))
