"""Forms of Settings → Mailboxes: an app registration, and the agency's rule for reading."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.mailbox.connections.rules import MICROSOFT, OTHER
from amity.mailbox.registrations.fields import RegistrationFields, RuleFields
from amity.mailbox.registrations.models import Registration
from amity.ui.value_forms import ValueForm


class RegistrationForm(ValueForm[RegistrationFields]):
    """The form of the agency's app at a provider, with what that provider needs."""

    value = RegistrationFields
    rows = "mailbox.Registration"
    widgets = {"client_secret": forms.PasswordInput(attrs={"autocomplete": "off"})}
    hints = {
        "client_secret": _("It is stored encrypted and never shown again. Leave blank to keep the stored one."),
        "tenant": _("Directory (tenant) ID from the app’s overview."),
        "scope": _("What the app asks for, separated by spaces, for example mail offline_access."),
    }

    def __init__(self, *args: Any, provider: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unused = {MICROSOFT: OWN[OTHER], OTHER: OWN[MICROSOFT]}.get(provider, (*OWN[MICROSOFT], *OWN[OTHER]))
        for name in unused:
            del self.fields[name]
        for name in OWN.get(provider, ()):
            self.fields[name].required = True

    def current_values(self, thing: Registration) -> Mapping[str, Any]:
        """Return the initial values of a registration, without its secret."""
        return {name: getattr(thing, name) for name in self.fields if name not in ("client_secret", "nonce")}


OWN: dict[str, tuple[str, ...]] = {MICROSOFT: ("tenant",), OTHER: ("authorize_url", "token_url", "scope")}
"""Fields that only one provider needs."""


class RuleForm(ValueForm[RuleFields]):
    """The form of the agency's rule."""

    value = RuleFields
    rows = "mailbox.ReadingRule"
    widgets = {"bodies": forms.RadioSelect()}
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
