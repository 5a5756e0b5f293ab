"""The form for the fee terms of an agreement."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.agreements.fees import queries
from amity.agreements.fees.rules import AgreedTerms
from amity.agreements.models import Agreement
from amity.ui.value_forms import ValueForm


class TermsForm(ValueForm[AgreedTerms]):
    """Fee model, amounts, time and dates. Fields that do not apply to the fee model are cleared when saved."""

    value = AgreedTerms
    rows = "agreements.Agreement"
    choices = {"fee_model": queries.fee_model_labels, "completion_basis": queries.completion_labels}
    hints = {
        "fee": _("The whole fee. For a retainer, the monthly fee. For a prepaid block, its price."),
        "cap": _("For time and materials: the most that can be billed."),
        "included_seconds": _("Per month for a retainer. For a fixed fee, the planned hours if no line has any."),
        "starts_on": _("Leave blank to start on the day of the signature."),
    }
    widgets = {"fee_model": forms.RadioSelect()}
    version = forms.IntegerField(widget=forms.HiddenInput)

    only_filters = True  # all but the currency can stay blank, which a hint above the form explains once
    groups = (
        (_("Fees"), ("currency", "fee", "discount", "cap", "hourly_rate", "completion_basis")),
        (
            _("Included"),
            ("included_seconds", "included_units", "bought_seconds", "overage_rate", "unit_price", "counted"),
        ),
        (_("Dates"), ("starts_on", "ends_on", "signed_on")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("counted", queries.counted_choices(str(self["counted"].value())))

    def fill(self, thing: Agreement) -> None:
        """Fill in the agreement's current values. The signature date is asked only if it was signed elsewhere."""
        super().fill(thing)
        if not thing.taken_over:
            del self.fields["signed_on"]

    def initial_values(self, thing: Agreement) -> Mapping[str, Any]:
        """Return an agreement's terms. No discount is shown as blank."""
        values = super().initial_values(thing)
        return {**values, "discount": values["discount"] or None}

    def clean_currency(self) -> str:
        """Return the currency's code in capitals."""
        code: str = self.cleaned_data["currency"]
        return code.upper()
