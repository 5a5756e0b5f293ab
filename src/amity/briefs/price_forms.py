"""Forms of what a brief is sold at: a small job with its price, and the choice between the lines and the budget."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.briefs import wording
from amity.briefs.forms import minor, text
from amity.briefs.models import Brief
from amity.briefs.rules.offer import Offer
from amity.ui.acts import ActForm
from amity.ui.figures import DecimalTextField


class PriceForm(ActForm):
    """Whether the price is the lines or the budget; asked only where they differ."""

    price = forms.ChoiceField(label=_("Price"), widget=forms.RadioSelect)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, prices: Offer, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["price"].choices = wording.price_choices(prices, currency)  # type: ignore[attr-defined]
        if not prices.is_open:
            del self.fields["price"]

    def as_it_stands(self, thing: Brief) -> Mapping[str, Any]:
        """Only the version can differ."""
        return {"version": thing.version}


class NotePriceForm(forms.Form):
    """What the price of a small job depends on."""

    budget = DecimalTextField(required=False, most_places=3)
    hours = text("")
    price = forms.CharField(required=False)
    retainer_id = forms.CharField(required=False)

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency = currency

    def budget_minor(self) -> int | None:
        """Return the budget in minor units."""
        return minor(self.cleaned_data["budget"], self.currency)
