"""Forms for signing in: an email address, then the code sent to it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.portal.visitors import rules


class AddressForm(forms.Form):
    """The address to send a code to."""

    mail = forms.EmailField(
        label=_("Email address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Enter your email address. We send the code to it.")},
    )


class CodeForm(forms.Form):
    """The code from the email."""

    code = forms.CharField(
        label=_("Code from the email"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "code"}),
        error_messages={"required": _("Enter the 6 digits from the email.")},
    )

    def clean_code(self) -> str:
        """Return the digits."""
        code = rules.typed_code(self.cleaned_data["code"])
        if len(code) != rules.DIGITS:
            raise forms.ValidationError(_("Enter the 6 digits from the email."))
        return code
