"""The forms of sign-in: those of the sign-in package, with our labels and without placeholders."""

from typing import Any

from allauth.account import forms as door
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amity.people.models import Person
from amity.people.queries import actor_for
from amity.people.sign_in.reasons import MOST
from amity.people.tokens import commands
from amity.ui.forms import WordedForm


def _say(form: Any, **labels: Any) -> None:
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        field.label = labels.get(name, field.label)
        if isinstance(field.widget, forms.PasswordInput):
            field.error_messages["required"] = _("Enter a password.")


class SignInForm(door.LoginForm):
    """Form for email address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, login=_("Email address"), password=_("Password"))


class ForgottenForm(door.ResetPasswordForm):
    """Form that asks for the address to send a password link to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, email=_("Email address"))


class NewPasswordForm(door.ResetPasswordKeyForm):
    """Form for a new password, by the link of an email."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, password1=_("New password"), password2=_("Repeat new password"))


class ChangePasswordForm(door.ChangePasswordForm):
    """Form for a signed-in person's new password, who can also end their API tokens."""

    end_tokens = forms.BooleanField(
        label=_("Also revoke my API tokens"),
        help_text=_("Choose this if someone else may know your password: they may have created a token."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, oldpassword=_("Current password"), password1=_("New password"), password2=_("Repeat new password"))

    def save(self) -> None:
        """Change the password, and revoke the tokens if asked."""
        super().save()
        if self.cleaned_data["end_tokens"]:
            commands.revoke_own_tokens(by=actor_for(self.user, "page"), now=timezone.now())


class ReasonForm(forms.Form):
    """Form for the reason of an act on someone's sign-in."""

    reason = forms.CharField(label=_("Reason"), max_length=MOST, help_text=_("The person reads it."))


class OwnPasswordForm(WordedForm):
    """Form for the password of a person who is signed in already."""

    columns_of = Person

    password = forms.CharField(
        max_length=1000, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


class PasswordForm(WordedForm):
    """Form for a person's first password, by an invitation's link."""

    columns_of = Person

    password = forms.CharField(
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least ten characters. A sentence is easier to remember than a puzzle."),
    )
