"""Forms for a status change: the client's confirmation, or the reason."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts.evidence_fields import HOW, WHEN, EvidenceForm, offer_channels
from amity.briefs.choices import BriefChoices
from amity.briefs.models import Brief
from amity.briefs.moves.commands import MoveFields
from amity.ui.value_forms import ValueForm


class MoveForm(EvidenceForm[MoveFields]):
    """Form for the evidence of a status change at the client."""

    value = MoveFields
    rows = "briefs.Step"
    labels = {"stated_in": HOW, "stated_on": WHEN}
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, choices: BriefChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_people("contact_id", choices.contacts, [pk for pk, _name in choices.contacts])
        offer_channels(self)
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
