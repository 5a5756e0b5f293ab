"""Forms that raise the cap on work at risk, or stop the work."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.ui.acts import ActForm
from amity.ui.figures import HoursField


class CapForm(ActForm):
    """How much may be worked before the hand-off, and why."""

    seconds = HoursField(label=_("Total hours allowed before the hand-off"))
    reason = forms.CharField(label=_("Reason"), max_length=500)


class StopForm(ActForm):
    """Why nothing more is worked before the hand-off."""

    reason = forms.CharField(label=_("Reason"), max_length=500)
