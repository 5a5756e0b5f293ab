"""The form of the decision about overage."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.retainers.form_fields import QuantityForm
from amity.retainers.models import OverDecision


class OverForm(QuantityForm):
    """What is given of what was over."""

    columns_of = OverDecision

    quantity = "given"
    given = forms.CharField(help_text=_("The rest is billed."))
