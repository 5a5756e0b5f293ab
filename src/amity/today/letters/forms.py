"""The form of a person's morning email and chat notice."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.today.letters.fields import LAST_HOUR, MorningFields
from amity.today.letters.rules import FORMATS
from amity.today.models import FORMAT_LABELS
from amity.ui.value_forms import ValueForm


class MorningForm(ValueForm[MorningFields]):
    """When and where someone wants their Today."""

    value, rows = MorningFields, "today.OwnToday"

    by_email = forms.BooleanField(required=False)
    hour = forms.TypedChoiceField(
        coerce=int, choices=[(hour, f"{hour}:00") for hour in range(LAST_HOUR + 1)],
        help_text=_("In your time zone, Monday to Friday. Nothing is sent when nothing needs you."),
    )  # fmt: skip
    chat = forms.ChoiceField(
        required=False, choices=[("", _("No chat")), *((code, FORMAT_LABELS[code]) for code in FORMATS)],
        help_text=_("Amity posts what comes first and names your accounts. Choose a channel only you can read."),
    )  # fmt: skip
    address = forms.CharField(
        label=_("Webhook address"), required=False, max_length=2000,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("The address of an incoming webhook. It’s stored sealed and never shown. Leave blank to keep it."),
    )  # fmt: skip
