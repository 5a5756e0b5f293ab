"""Forms that raise the cap on work at risk, or stop the work."""

from django import forms

from amity.handoff.models import RaisedCap
from amity.ui.acts import ActForm
from amity.ui.number_fields import HoursField


class CapForm(ActForm):
    """Form for the time allowed before the hand-off, with the reason."""

    columns_of = RaisedCap

    seconds = HoursField()
    reason = forms.CharField(max_length=500)


class StopForm(ActForm):
    """Form for the reason why work stops before the hand-off."""

    columns_of = RaisedCap

    reason = forms.CharField(max_length=500)
