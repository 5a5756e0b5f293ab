"""The form of a top-up."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.retainers.form_fields import QuantityForm
from amity.ui.figures import DecimalTextField, day_field


class TopUpForm(QuantityForm):
    """Something bought beside what is included."""

    quantity = "amount"
    amount = forms.CharField(label=_("Amount"))
    price = DecimalTextField(label=_("Total price"), most_places=3)
    valid_from = day_field(label=_("Valid from"))
    expires_on = day_field(label=_("Expiry date"), required=False, help_text=_("Leave blank for no expiry."))
    note = forms.CharField(label=_("Note"), max_length=200, required=False)
