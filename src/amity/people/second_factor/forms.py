"""Forms of the second factor: a code, a passkey's answer and its name."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.people.second_factor.commands import NAME_LENGTH


class CodeForm(forms.Form):
    """Form for a code of the authenticator app, or a recovery code."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class AnswerInput(forms.HiddenInput):
    """A hidden field that is filled by the browser each time: an answer fits one challenge only."""

    def format_value(self, value: Any) -> None:
        """Return None, so that an earlier answer isn't sent again."""


class CredentialForm(forms.Form):
    """Form for what the browser answers when a passkey is used."""

    credential = forms.CharField(max_length=20_000, widget=AnswerInput)


class PasskeyForm(CredentialForm):
    """Form for a new passkey."""

    name = forms.CharField(
        label=_("Passkey name"), max_length=NAME_LENGTH, help_text=_("For example, the device it is on.")
    )


class PasskeyNameForm(forms.Form):
    """Form for a passkey's new name."""

    name = forms.CharField(label=_("Passkey name"), max_length=NAME_LENGTH)
