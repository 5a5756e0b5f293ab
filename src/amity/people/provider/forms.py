"""Forms of Settings → Sign-in."""

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from amity.people import queries
from amity.people.provider.commands import ProviderFields
from amity.people.sign_in.models import SignInSettings
from amity.ui.forms import WordedForm
from amity.ui.value_forms import ValueForm


def role_choices() -> list[tuple[str, str]]:
    """Return the roles as choices of a form."""
    return list(queries.role_labels().items())


class ProviderForm(ValueForm[ProviderFields]):
    """Form for the identity provider."""

    value = ProviderFields
    rows = "people.SignInSettings"
    widgets = {
        "client_secret": forms.PasswordInput(attrs={"autocomplete": "off"}, render_value=True),
        "issuer": forms.URLInput(attrs={"autocomplete": "off"}),
    }
    hints = {
        "provider_name": _("For example, Company sign-in."),
        "issuer": _("The address the provider calls itself, for example https://id.example.com/realms/agency."),
        "client_secret": _("It is stored encrypted and never shown again. Leave blank to keep the stored one."),
    }


class RequirementsForm(WordedForm):
    """Form for what sign-in requires."""

    columns_of = SignInSettings

    password_allowed = forms.BooleanField(
        required=False, help_text=_("Without it, people sign in with the provider or a passkey.")
    )
    required_roles = forms.MultipleChoiceField(
        choices=lazy(role_choices, list)(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("People with these roles set one up the next time they open a page. API tokens aren’t affected."),
    )
