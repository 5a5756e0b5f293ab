"""The form of the decision about overage."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.retainers.form_fields import QuantityForm


class OverForm(QuantityForm):
    """What is given of what was over."""

    quantity = "given"
    given = forms.CharField(label=_("Amount written off"), help_text=_("The rest is billed."))
