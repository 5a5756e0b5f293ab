"""The form of delivered units."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.ui.acts import ActForm
from amity.ui.figures import day_field


class DeliveryForm(ActForm):
    """Pieces handed over."""

    pieces = forms.IntegerField(label=_("Number of units"), min_value=1)
    delivered_on = day_field(label=_("Delivery date"))
    what = forms.CharField(label=_("Description"), max_length=200, required=False)
