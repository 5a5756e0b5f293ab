"""Forms for a move: the client's confirmation, or the reason."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.briefs.choices import BriefChoices
from amity.briefs.form_fields import chosen, offer, text, words
from amity.briefs.models import Brief, Step
from amity.briefs.moves.commands import MoveFields
from amity.ui.acts import ActForm
from amity.ui.figures import day_field


class MoveForm(ActForm):
    """The evidence of a move to the client's side."""

    columns_of = Step

    contact_id = chosen()
    told_on = day_field(required=False)
    told_where = text(help_text=_("For example, an email, a meeting, a call. Amity doesn’t email clients."))
    note = words()
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, choices: BriefChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, choices, contact_id="contacts")
        for name in ("contact_id", "told_on", "told_where"):
            self.fields[name].required = True

    def current_values(self, thing: Brief) -> Mapping[str, Any]:
        """Only the version can differ."""
        return {"version": thing.version}

    def value_given(self) -> MoveFields:
        """The evidence as the command takes it."""
        return MoveFields(**{name: value for name, value in self.values().items() if name != "version"})


class DropForm(ActForm):
    """The reason why a brief is dropped or reopened."""

    note = words(_("Reason"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def current_values(self, thing: Brief) -> Mapping[str, Any]:
        """Only the version can differ."""
        return {"version": thing.version}

    def value_given(self) -> MoveFields:
        """The reason as the command takes it."""
        return MoveFields(note=self.cleaned_data["note"])
