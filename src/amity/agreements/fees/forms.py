"""The form for the fee terms of an agreement."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.agreements.fees import queries
from amity.agreements.models import Agreement
from amity.agreements.rules import fees
from amity.shared.money import Money, UnknownCurrency, round_half_even
from amity.shared.values import LARGEST
from amity.ui.acts import ActForm
from amity.ui.figures import DecimalTextField, HoursField, day_field

AMOUNTS = ("fee", "discount", "cap", "piece_price")


def _amount(help_text: Any = "") -> DecimalTextField:
    return DecimalTextField(required=False, most_places=3, help_text=help_text)


class TermsForm(ActForm):
    """Fee model, amounts, time and dates. Fields that do not apply to the fee model are cleared when saved."""

    columns_of = Agreement

    fee_model = forms.ChoiceField(widget=forms.RadioSelect)
    currency = forms.CharField(max_length=3)
    fee = _amount(_("The whole fee. For a retainer, the monthly fee. For a prepaid block, its price."))
    discount = _amount()
    cap = _amount(_("For time and materials: the most that can be billed."))
    hourly_rate = DecimalTextField(required=False)
    included_seconds = HoursField(
        required=False,
        help_text=_("Per month for a retainer. For a fixed fee, the planned hours if no line has any."),
    )  # fmt: skip
    included_pieces = forms.IntegerField(required=False, min_value=0, max_value=LARGEST)
    piece_price = _amount()
    overage_rate = DecimalTextField(required=False)
    bought_seconds = HoursField(required=False)
    counted = forms.ChoiceField()
    completion_basis = forms.ChoiceField()
    starts_on = day_field(required=False)
    ends_on = day_field(required=False)
    signed_on = day_field(required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    only_filters = True  # all but the currency may stay empty: said once above the form, not beside each field
    groups = (
        (_("Fees"), ("currency", "fee", "discount", "cap", "hourly_rate", "completion_basis")),
        (
            _("Included"),
            ("included_seconds", "included_pieces", "bought_seconds", "overage_rate", "piece_price", "counted"),
        ),
        (_("Dates"), ("starts_on", "ends_on", "signed_on")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fee_model"].choices = list(queries.fee_model_labels().items())  # type: ignore[attr-defined]
        self.fields["counted"].choices = queries.counted_choices(str(self["counted"].value()))  # type: ignore[attr-defined]
        self.fields["completion_basis"].choices = list(queries.completion_labels().items())  # type: ignore[attr-defined]

    def fill(self, thing: Agreement) -> None:
        """Fill in the agreement's current values. The signature date is asked only if it was signed elsewhere."""
        super().fill(thing)
        if not thing.taken_over:
            del self.fields["signed_on"]

    def current_values(self, thing: Agreement) -> Mapping[str, Any]:
        """Initial values of an agreement."""
        values = {name: getattr(thing, name) for name in self.fields if name != "nonce"}
        for name in AMOUNTS:
            minor = values[name]
            values[name] = None if minor is None else Money(minor, thing.currency).major
        return values | {"discount": values["discount"] or None}

    def terms(self) -> fees.AgreedTerms:
        """The values as the command takes them."""
        values = {name: value for name, value in self.values().items() if name != "version"}
        values["currency"] = values["currency"].strip().upper()
        for name in AMOUNTS:
            values[name] = _minor(values[name], values["currency"])
        return fees.AgreedTerms(**values | {"discount": values["discount"] or 0})


def _minor(amount: Decimal | None, currency: str) -> int | None:
    if amount is None:
        return None
    try:
        return round_half_even(amount, currency)
    except UnknownCurrency:
        return int(amount)
