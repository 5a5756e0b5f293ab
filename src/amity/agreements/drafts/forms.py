"""Forms for a new agreement, its details and dates, and the reason for withdrawing it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.agreements import rules, wording
from amity.agreements.drafts.commands import Particulars
from amity.agreements.form_fields import Pairs, number_or_none, words_field
from amity.agreements.models import Agreement
from amity.ui.acts import ActForm
from amity.ui.value_forms import ValueForm


class DraftForm(ActForm):
    """Form for a new draft of a kind."""

    columns_of = Agreement

    kind = forms.ChoiceField(label=_("Agreement"), widget=forms.RadioSelect, initial=rules.SOW)
    title = forms.CharField(max_length=200)
    number = forms.CharField(max_length=40, required=False, help_text=_("For example, SOW-14."))
    parent_id = forms.TypedChoiceField(required=False, coerce=number_or_none, empty_value=None)

    def __init__(self, *args: Any, parents: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(key, label) for key, label in wording.KINDS.items() if key != rules.CHANGE_ORDER]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["parent_id"].choices = [("", _("no parent agreement")), *parents]  # type: ignore[attr-defined]
        if len(parents) == 1:
            self.initial["parent_id"] = parents[0][0]

    def clean(self) -> dict[str, Any]:
        """Clear the parent of a master agreement, which has none."""
        data = super().clean() or self.cleaned_data
        return data | {"parent_id": None} if data.get("kind") == rules.MSA else data


class ParticularsForm(ValueForm[Particulars]):
    """Form for an agreement's details and dates."""

    value = Particulars
    rows = "agreements.Agreement"
    choices = {"renewal": wording.RENEWALS}
    hints = {"client_signer": _("Include any limit on the amount they can sign for.")}
    version = forms.IntegerField(widget=forms.HiddenInput)
    groups = (
        (_("Agreement"), ("title", "number", "parent_id", "reason")),
        (_("Their side"), ("client_signer", "order_number")),
        (_("Dates"), ("renewal", "renews_on", "notice_on")),
    )

    def __init__(self, *args: Any, parents: Pairs, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("parent_id", parents, _("no parent agreement"))
        for name in ("parent_id", "renewal", "renews_on", "notice_on") if kind == rules.CHANGE_ORDER else ("reason",):
            del self.fields[name]


class OpenAgreementForm(ActForm):
    """Form for an existing agreement. The next page asks for its fee terms."""

    columns_of = Agreement

    title = forms.CharField(max_length=200)
    number = forms.CharField(max_length=40, required=False, help_text=_("For example, SOW-14."))


class ReasonForm(ActForm):
    """Form for the reason why an agreement is returned or withdrawn."""

    columns_of = Agreement

    reason = words_field(rows=3, needed=_("Enter the reason."), most=2000)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def current_values(self, thing: Agreement) -> Mapping[str, Any]:
        """Return the version the person saw."""
        return {"version": thing.version}
