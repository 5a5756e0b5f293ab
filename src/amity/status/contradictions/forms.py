"""The form of an explanation."""

from django import forms

from amity.status.contradictions.models import Contradiction
from amity.ui.acts import ActForm


class ExplainForm(ActForm):
    """Form for why a status is still right."""

    columns_of = Contradiction

    words = forms.CharField(max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput)
