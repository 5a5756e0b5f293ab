"""Forms that raise the cap on work at risk, or stop the work."""

from django import forms

from amity.handoff.models import RaisedCap
from amity.ui.acts import ActForm
from amity.ui.number_fields import HoursField


class CapForm(ActForm):
    """How much may be worked before the hand-off, and why."""

    columns_of = RaisedCap

    seconds = HoursField()
    reason = forms.CharField(max_length=500)


class StopForm(ActForm):
    """Why nothing more is worked before the hand-off."""

    columns_of = RaisedCap

    reason = forms.CharField(max_length=500)
