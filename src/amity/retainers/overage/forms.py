"""The form of the decision about overage."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.retainers.form_fields import QuantityForm
from amity.retainers.models import OverDecision


class OverForm(QuantityForm):
    """Form for how much overage to write off."""

    columns_of = OverDecision

    quantity = "given"
    given = forms.CharField(help_text=_("The rest is billed."))
