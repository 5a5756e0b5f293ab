"""The form of a mailbox: its address and how to sign in. Its servers are folded, and guessed from the address."""

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amity.mailbox.connections import rules
from amity.mailbox.connections.fields import MailboxFields, completed
from amity.mailbox.connections.models import Connection
from amity.mailbox.connections.rules import OAUTH, PASSWORD
from amity.mailbox.registrations.queries import provider_names
from amity.shared.errors import Invalid
from amity.ui.value_forms import ValueForm

SERVERS = (
    "provider", "user", "imap_host", "imap_port", "imap_security", "smtp_host", "smtp_port", "smtp_security",
    "days_back",
)  # fmt: skip
FOLDERS = "more_folders"


class MailboxForm(ValueForm[MailboxFields]):
    """The form of a new mailbox. `sign_in` is the password, or a provider with the agency's own app."""

    value = MailboxFields
    rows = "mailbox.Connection"
    folded: ClassVar[tuple[str, ...]] = (*SERVERS, FOLDERS)
    labels = {"days_back": _("Days read back"), FOLDERS: _("Other folders to read")}
    choices = {
        "provider": {"": _("guess from the address")} | dict(Connection._meta.get_field("provider").flatchoices),
        "imap_security": {"": _("usual one")} | dict(Connection._meta.get_field("imap_security").flatchoices),
        "smtp_security": {"": _("usual one")} | dict(Connection._meta.get_field("smtp_security").flatchoices),
    }
    hints = {
        "user": _("Leave blank if it is the email address."),
        "imap_host": _("Leave blank for the usual one, for example imap.gmail.com."),
        "smtp_host": _(
            "Leave blank for the usual one. If this is your own mailbox, your emails to clients leave by it."
        ),
        "days_back": _("How far back the first reading goes. 0 reads only new emails."),
        FOLDERS: _("One folder on each line, for example Clients/Osprey. Leave blank to read inbox and sent emails."),
    }
    widgets = {
        "address": forms.EmailInput(attrs={"autocomplete": "off"}),
        FOLDERS: forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
    }

    sign_in = forms.ChoiceField(label=_("Sign-in"), widget=forms.RadioSelect, initial=PASSWORD)
    password = forms.CharField(
        label=_("Password"), required=False, max_length=1000, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Google and Microsoft need an app password here. It is stored encrypted and never shown again."),
    )  # fmt: skip
    field_order = ("address", "sign_in", "password", *SERVERS, FOLDERS)

    def __init__(self, *args: Any, registered: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = provider_names()
        offered = [(PASSWORD, _("Password")), *((code, names[code]) for code in rules.PROVIDERS if code in registered)]
        if "sign_in" in self.fields:
            self.fields["sign_in"].choices = offered  # type: ignore[attr-defined]
            if len(offered) == 1:
                self.fields["sign_in"].widget = forms.HiddenInput()
                self.fields["sign_in"].required = False

    @property
    def method(self) -> str:
        """How the person signs in."""
        return OAUTH if self.cleaned_data.get("sign_in") in rules.PROVIDERS else PASSWORD

    def completed_value(self) -> MailboxFields:
        """Return the value with what was left blank filled in. Raise `Invalid` at a field."""
        known = {"provider": self.cleaned_data["sign_in"]} if self.method == OAUTH else {}
        fields = completed(self.value_given(**known))
        if self.method == PASSWORD and not self.cleaned_data.get("password") and self.needs_password:
            raise Invalid(gettext("Enter the password."), "password")
        return fields

    @property
    def needs_password(self) -> bool:
        """Whether a blank password is an error."""
        return True

    @property
    def shows_servers(self) -> bool:
        """Whether the servers are shown from the start: where one of them is wrong."""
        return any(self[name].errors for name in self.folded if name in self.fields)


class EditForm(MailboxForm):
    """The form of a connected mailbox. A blank password leaves the stored one."""

    folded = ()
    left_out = ("address", "provider")
    sign_in = None  # type: ignore[assignment]
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: Connection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        self.fields["password"].help_text = _("Leave blank to keep the stored one.")
        if row.method == OAUTH:
            for name in ("password", *SERVERS[1:-1]):
                del self.fields[name]

    @property
    def method(self) -> str:
        """How the mailbox signs in, which stays."""
        return str(self.row.method)

    @property
    def needs_password(self) -> bool:
        """Whether a blank password is an error."""
        return False

    def current_values(self, thing: Connection) -> Mapping[str, Any]:
        """Return the initial values of a mailbox, without its secret."""
        names = [name for name in self.fields if name not in ("password", "nonce", "version")]
        return {name: getattr(thing, name) for name in names} | {"version": thing.version}

    def completed_value(self) -> MailboxFields:
        """Return the value with the address, provider and servers the mailbox has."""
        row = self.row
        known = {name: getattr(row, name) for name in ("address", "provider")}
        if row.method == OAUTH:
            known |= {name: getattr(row, name) for name in SERVERS[1:-1]}
        return completed(self.value_given(**known))
