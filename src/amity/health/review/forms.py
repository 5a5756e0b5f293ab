"""The form of a surprise."""

from collections.abc import Mapping
from typing import Any

from django import forms

from amity.health.review.fields import SurpriseFields
from amity.shared.values import flat, value_of
from amity.ui.value_forms import ValueForm


class SurpriseForm(ValueForm[SurpriseFields]):
    """What the page could have shown."""

    value = SurpriseFields
    rows = "health.Surprise"
    version = forms.IntegerField(widget=forms.HiddenInput)

    def current_values(self, thing: Any) -> Mapping[str, Any]:
        """Return the answer so far."""
        return flat(value_of(thing, SurpriseFields)) | {"version": thing.version}
