"""Forms for a status change: the client's confirmation, or the reason."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.briefs.choices import BriefChoices
from amity.briefs.models import Brief
from amity.briefs.moves.commands import MoveFields
from amity.ui.value_forms import ValueForm


class MoveForm(ValueForm[MoveFields]):
    """Form for the evidence of a status change at the client."""

    value = MoveFields
    rows = "briefs.Step"
    hints = {"stated_in": _("For example, an email, a meeting, a call. Amity doesn’t email clients.")}
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, choices: BriefChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("contact_id", choices.contacts, "–")
        for name in ("contact_id", "stated_on", "stated_in"):
            self.fields[name].required = True

    def initial_values(self, thing: Brief) -> Mapping[str, Any]:
        """Return nothing, because only the version can differ."""
        return {}


class DropForm(ValueForm[MoveFields]):
    """Form for the reason why a brief is dropped or reopened."""

    value = MoveFields
    rows = "briefs.Step"
    labels = {"note": _("Reason")}
    left_out = ("contact_id", "stated_on", "stated_in")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def initial_values(self, thing: Brief) -> Mapping[str, Any]:
        """Return nothing, because only the version can differ."""
        return {}
