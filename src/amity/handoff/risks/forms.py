"""The form of a risk that a taker adds."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.ui.acts import ActForm


class RiskForm(ActForm):
    """Form for a risk that the taker adds."""

    read_without_money_right = True
    title = forms.CharField(label=_("What could go wrong"), max_length=200)
    detail = forms.CharField(label=_("Reason"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3}))
    client_effect = forms.TypedChoiceField(label=_("Effect on the client, 0 to 5"), coerce=int, initial=2)
    agency_effect = forms.TypedChoiceField(label=_("Effect on us, 0 to 5"), coerce=int, initial=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("client_effect", "agency_effect"):
            self.offer(name, ((effect, str(effect)) for effect in range(6)))
