"""Form that confirms an erasure."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.ui.acts import ActForm


class EraseContactForm(ActForm):
    """The confirmation, which nothing fills in."""

    confirmed = forms.BooleanField(
        label=_("I’ve read what goes and what stays. This can’t be undone."),
        error_messages={"required": _("Confirm that you’ve read it.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
