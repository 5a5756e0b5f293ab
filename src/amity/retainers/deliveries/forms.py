"""The form of delivered units."""

from django import forms

from amity.retainers.deliveries.commands import MOST_UNITS
from amity.retainers.models import Delivery
from amity.ui.acts import ActForm
from amity.ui.number_fields import day_field


class DeliveryForm(ActForm):
    """Form for delivered units."""

    columns_of = Delivery

    units = forms.IntegerField(min_value=1, max_value=MOST_UNITS)
    delivered_on = day_field()
    what = forms.CharField(max_length=200, required=False)
