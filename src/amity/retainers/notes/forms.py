"""The form of a note to the client."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.retainers.form_fields import optional_number
from amity.retainers.models import SentNote
from amity.ui.acts import ActForm


class NoteForm(ActForm):
    """Form to record a note sent to the client about a period."""

    columns_of = SentNote

    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 11, "spellcheck": "true"}))
    contact_id = forms.TypedChoiceField(required=False, coerce=optional_number, empty_value=None)
    period = forms.DateField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, contacts: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_people("contact_id", contacts, [pk for pk, _name in contacts], _("No contact named"))
