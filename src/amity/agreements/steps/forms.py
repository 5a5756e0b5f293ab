"""Forms that record a step with its evidence."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts.evidence_fields import ask_informed, offer_names, when_field
from amity.agreements import rules
from amity.agreements.contract import ends_on
from amity.agreements.models import Agreement
from amity.agreements.steps.commands import Evidence, Renewed
from amity.agreements.steps.queries import People
from amity.files.forms import document_field
from amity.ui.acts import ActForm
from amity.ui.channels import how_field, offer_channels
from amity.ui.field_words import label_of
from amity.ui.number_fields import day_field
from amity.ui.value_forms import ValueForm

RECORDED: Final = (rules.WITH_CLIENT, rules.SIGNED)


class StepForm(ValueForm[Evidence]):
    """Form for a step outside Amity: the people, how, the date, and behind *Add details* a note and the document."""

    value = Evidence
    rows = "agreements.Recorded"
    left_out = ("file_id",)
    folded: ClassVar[tuple[str, ...]] = ("note", "file")
    field_order: Sequence[str] = ("client", "agency", "how", "on", "note", "file")
    on = when_field(required=True)
    how = how_field()
    file = document_field(_("Saved with the agreement as evidence."))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: People, needs: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"on": people.today, **self.initial}
        offer_names(self, "client", people.contacts)
        offer_names(self, "agency", people.colleagues)
        offer_channels(self, "how")
        for name in needs:
            self.fields[name].required = True

    def current_values(self, thing: Agreement) -> Mapping[str, Any]:
        """Return the version the person saw."""
        return {"version": thing.version}


class RecordForm(StepForm):
    """Form for what happened before and with the signature: the client has the agreement, or both sides signed."""

    step = forms.ChoiceField(widget=forms.HiddenInput, choices=[(step, step) for step in RECORDED])

    def __init__(self, *args: Any, step: str, people: People, **kwargs: Any) -> None:
        signs = step == rules.SIGNED
        super().__init__(*args, people=people, needs=("client", "agency") if signs else ("client",), **kwargs)
        self.initial = {**self.initial, **people.latest, "step": step}
        self.fields["agency"].label = _("Who signed for us?") if signs else _("Who sent it?")
        if signs:
            self.fields["client"].label = _("Who signed for the client?")
        else:
            ask_informed(self, "client", "how", "on")


class OrderNumberForm(ActForm):
    """Form for the client's PO number of a signed agreement."""

    columns_of = Agreement

    order_number = forms.CharField(
        max_length=60,
        required=False,
        help_text=_("An imported invoice with this reference is matched to the agreement."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def current_values(self, thing: Agreement) -> Mapping[str, Any]:
        """Return the number and the version the person saw."""
        return {"order_number": thing.order_number, "version": thing.version}


class EndForm(StepForm):
    """Form for the end of an agreement by one side, with the reason."""

    folded = ("file",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, needs=("note",), **kwargs)


class SuccessorForm(StepForm):
    """Form for the agreement that replaces this one."""

    successor_id = forms.TypedChoiceField(label=_("Replaced by"), coerce=int)
    folded = ()
    field_order = ("successor_id", "on", "note", "file")

    def __init__(self, *args: Any, successors: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_successor = bool(successors)
        self.fields["successor_id"].choices = list(successors)  # type: ignore[attr-defined]
        for name in ("client", "agency", "how"):
            self.fields[name].widget = forms.HiddenInput()


class RenewalForm(StepForm):
    """Form for the new end of an agreement and its next dates."""

    until = day_field(label=_("New end date"), required=False)
    renews_on = day_field(label=_("Next renewal date"), required=False)
    notice_on = day_field(label=label_of(Agreement, "notice_on"), required=False)
    field_order = ("until", "renews_on", "notice_on", "client", "agency", "how", "on", "note", "file")

    def __init__(self, *args: Any, by_word: bool, **kwargs: Any) -> None:
        super().__init__(*args, needs=("client",) if by_word else (), **kwargs)

    def current_values(self, thing: Agreement) -> Mapping[str, Any]:
        """Return the current dates as initial values."""
        values = {"renews_on": thing.renews_on, "notice_on": thing.notice_on, "until": ends_on(thing)}
        return {**super().current_values(thing), **values}

    def renewed(self) -> Renewed:
        """Return the dates as the command takes them."""
        return Renewed(**{name: self.cleaned_data[name] for name in ("until", "renews_on", "notice_on")})
