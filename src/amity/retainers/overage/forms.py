"""The form of the decision about overage."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from amity.retainers.form_fields import QuantityForm
from amity.retainers.models import OverDecision
from amity.retainers.overage.shares import Share


class OverForm(QuantityForm):
    """Form for how much overage to write off."""

    columns_of = OverDecision
    body = "retainers/over_fields.html"

    quantity = "given"
    given = forms.CharField()
    shares_at = ""
    """The address of the shares as they are typed."""
    shares: Sequence[Share] = ()

    def __init__(self, *args: Any, kind: str, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, kind=kind, currency=currency, **kwargs)
        labels = {"hours": _("Hours written off"), "units": _("Units written off")}
        in_currency = format_lazy("{} ({})", self.fields[self.quantity].label or "", currency)
        self.fields[self.quantity].label = labels.get(kind, in_currency)
