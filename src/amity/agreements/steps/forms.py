"""Forms that record a step with its evidence."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.agreements.contract import ends_on
from amity.agreements.models import Agreement
from amity.agreements.steps.commands import Evidence, Renewed
from amity.files.forms import document_field
from amity.ui.field_words import label_of
from amity.ui.number_fields import day_field
from amity.ui.value_forms import ValueForm


class EvidenceForm(ValueForm[Evidence]):
    """Form for a step outside Amity: the date, the people, a note and the document."""

    value = Evidence
    rows = "agreements.Recorded"
    left_out = ("file_id",)
    on = day_field(label=_("Date"))
    file = document_field(_("Saved with the agreement as evidence."))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, step: str, today: date, person: str, client: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ours = person if step in ("with_client", "signed") else ""
        self.initial = {**self.initial, "on": today, "agency": ours, "client": client}
        needed = {"with_client": ("client",), "signed": ("client", "agency"), "terminated": ("note",)}.get(step, ())
        for name in needed:
            self.fields[name].required = True

    def current_values(self, thing: Agreement) -> Mapping[str, Any]:
        """Return the version the person saw."""
        return {"version": thing.version}


class SuccessorForm(EvidenceForm):
    """Form for the agreement that replaces this one."""

    successor_id = forms.TypedChoiceField(label=_("Replaced by"), coerce=int)
    field_order = ("successor_id", "on", "note", "file")

    def __init__(self, *args: Any, successors: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_successor = bool(successors)
        self.fields["successor_id"].choices = list(successors)  # type: ignore[attr-defined]
        for name in ("client", "agency"):
            self.fields[name].widget = forms.HiddenInput()


class RenewalForm(EvidenceForm):
    """Form for the new end of an agreement and its next dates."""

    until = day_field(label=_("New end date"), required=False)
    renews_on = day_field(label=_("Next renewal date"), required=False)
    notice_on = day_field(label=label_of(Agreement, "notice_on"), required=False)
    field_order = ("until", "renews_on", "notice_on", "on", "client", "agency", "note", "file")

    def __init__(self, *args: Any, by_word: bool, **kwargs: Any) -> None:
        super().__init__(*args, step="renewed", **kwargs)
        self.fields["client"].required = by_word

    def current_values(self, thing: Agreement) -> Mapping[str, Any]:
        """Return the current dates as initial values."""
        values = {"renews_on": thing.renews_on, "notice_on": thing.notice_on, "until": ends_on(thing)}
        return {**super().current_values(thing), **values}

    def renewed(self) -> Renewed:
        """Return the dates as the command takes them."""
        return Renewed(**{name: self.cleaned_data[name] for name in ("until", "renews_on", "notice_on")})
