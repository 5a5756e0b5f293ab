"""What is typed about contacts."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from amity.accounts.contacts import queries
from amity.accounts.evidence_fields import number
from amity.accounts.form_fields import NOBODY
from amity.accounts.models import Account, Contact
from amity.ui.acts import ActForm


class ContactForm(ActForm):
    """A person at the client."""

    columns_of = Contact

    name = forms.CharField(max_length=200)
    title = forms.CharField(max_length=120, required=False)
    mail = forms.EmailField(required=False)
    phone = forms.CharField(max_length=60, required=False)
    roles = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    standing = forms.ChoiceField(
        required=False, widget=forms.RadioSelect,
        help_text=_("How they see the agency, as they show it. Write as if they could read it."),
    )  # fmt: skip
    standing_evidence = forms.CharField(max_length=500, required=False, help_text=_("Who said or did what, and when."))
    reports_to_id = forms.TypedChoiceField(required=False, coerce=number, empty_value=None)
    channel = forms.ChoiceField(required=False)
    language = forms.ChoiceField(
        required=False, help_text=_("For notes and documents. Blank uses the agency’s language.")
    )
    cadence_days = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=730,
        help_text=_("The contact counts as active if you spoke within this many days."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, account: Account, contact: Contact | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contact = contact
        others = [(str(one.pk), one.name) for one in queries.others_of(account, contact)]
        choices = {
            "roles": list(queries.contact_role_labels().items()),
            "standing": [("", _("not known")), *queries.standing_labels().items()],
            "channel": [("", _("not known")), *queries.channel_labels().items()],
            "reports_to_id": [NOBODY, *others],
            "language": [("", "–"), *settings.LANGUAGES],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def current_values(self, thing: Contact) -> Mapping[str, Any]:
        """Initial values of a contact."""
        names = [name for name in self.fields if name not in ("nonce", "version", "reports_to_id")]
        return {name: getattr(thing, name) for name in names} | {
            "version": thing.version,
            "reports_to_id": str(thing.reports_to_id or ""),
        }

    def changes(self) -> dict[str, Any]:
        """The values as `ContactChanges` takes them."""
        values = {name: value for name, value in self.values().items() if name != "version"}
        return values | {"roles": tuple(values["roles"])}
