"""Form that chooses between the price of the lines and the budget."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.briefs import wording
from amity.briefs.conversion.rules import Offer
from amity.briefs.models import Brief
from amity.ui.acts import ActForm


class PriceForm(ActForm):
    """Form for choosing the lines or the budget as the price, shown only where they differ.

    `shares` are the margins at each price, in basis points, for those who see them. The usual price is preselected.
    """

    price = forms.ChoiceField(label=_("Price"), widget=forms.RadioSelect)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, prices: Offer, currency: str, shares: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["price"].choices = wording.price_choices(prices, currency, shares)  # type: ignore[attr-defined]
        self.initial["price"] = prices.usual
        if not prices.is_open:
            del self.fields["price"]

    def current_values(self, thing: Brief) -> Mapping[str, Any]:
        """Return nothing, because only the version can differ."""
        return {"version": thing.version}
