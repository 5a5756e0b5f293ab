"""Forms for a status change: what the client has or confirmed, or the reason."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts.evidence_fields import WHEN, EvidenceForm, ask_informed
from amity.briefs.choices import BriefChoices
from amity.briefs.models import Brief
from amity.briefs.moves import rules as states
from amity.briefs.moves.commands import MoveFields
from amity.ui.channels import HOW, offer_channels
from amity.ui.value_forms import ValueForm


class RecordForm(EvidenceForm[MoveFields]):
    """Form for what happened at the client: who, when and how, with their words behind *Add details*."""

    value = MoveFields
    rows = "briefs.Step"
    labels = {"stated_on": WHEN}
    folded = ("note",)
    field_order = ("contact_id", "stated_in", "stated_on", "note")
    step = forms.ChoiceField(widget=forms.HiddenInput, choices=[(state, state) for state in states.AT_CLIENT])
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, choices: BriefChoices, step: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_people("contact_id", choices.contacts, [pk for pk, _name in choices.contacts])
        self.initial["step"] = step
        if step == states.WITH_CLIENT:
            ask_informed(self, "contact_id", "stated_in", "stated_on")
        else:
            offer_channels(self)
            self.fields["contact_id"].label, self.fields["stated_in"].label = _("Who confirmed it?"), HOW
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
