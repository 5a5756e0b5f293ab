"""The form of a top-up."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.retainers.form_fields import QuantityForm
from amity.retainers.models import TopUp
from amity.ui.number_fields import DecimalTextField, day_field


class TopUpForm(QuantityForm):
    """Form for a top-up, bought in addition to what is included."""

    columns_of = TopUp

    quantity = "amount"
    amount = forms.CharField()
    price = DecimalTextField(most_places=3)
    valid_from = day_field()
    expires_on = day_field(required=False, help_text=_("Leave blank for no expiry."))
    note = forms.CharField(max_length=200, required=False)
