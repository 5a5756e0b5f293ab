"""Form for a contact."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from amity.accounts.contacts import queries
from amity.accounts.contacts.commands import ContactChanges
from amity.accounts.models import Account, Contact
from amity.ui.value_forms import ValueForm


class ContactForm(ValueForm[ContactChanges]):
    """A person at the client."""

    value = ContactChanges
    rows = "accounts.Contact"
    choices = {
        "standing": lambda: {"": _("not known"), **queries.standing_labels()},
        "channel": lambda: {"": _("not known"), **queries.channel_labels()},
        "language": dict(settings.LANGUAGES),
    }  # fmt: skip
    widgets = {"standing": forms.RadioSelect()}
    mail = forms.EmailField(required=False)
    roles = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = (
        "name", "title", "mail", "phone", "roles", "standing", "standing_evidence", "reports_to_id", "channel",
        "language", "cadence_days", "is_shared",
    )  # fmt: skip

    folded = ("standing", "standing_evidence", "reports_to_id", "channel", "language", "cadence_days", "is_shared")

    def __init__(self, *args: Any, account: Account, contact: Contact | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("roles", ((key, capfirst(label)) for key, label in queries.contact_role_labels().items()))
        others = queries.others_of(account, contact)
        self.offer("reports_to_id", ((other.pk, other.name) for other in others), _("no one"))
