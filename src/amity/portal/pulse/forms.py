"""Forms of *How are we doing?*: the two questions, and the switch."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.portal.pulse import wording
from amity.portal.pulse.models import PulseSetting
from amity.portal.pulse.rules import PulseFields
from amity.ui.forms import WordedForm


class PulseForm(forms.Form):
    """Two questions, each answered by one tap. Nothing is preset, and nothing counts before it is sent."""

    work = forms.ChoiceField(
        choices=list(wording.WORK.items()), error_messages={"required": _("Choose how we are doing.")}
    )
    contact_amount = forms.ChoiceField(choices=list(wording.AMOUNTS.items()), required=False)
    to_director = forms.BooleanField(required=False)

    def given(self) -> PulseFields:
        """Return what was answered."""
        return PulseFields(**self.cleaned_data)


class SwitchForm(WordedForm):
    """Whether the account's contacts are asked."""

    columns_of = PulseSetting

    is_on = forms.BooleanField(required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
