"""The form for a contact's rights."""

from django import forms

from amity.portal.access.rules import AccessFields
from amity.ui.value_forms import ValueForm


class AccessForm(ValueForm[AccessFields]):
    """What a contact sees on the client's pages."""

    value, rows = AccessFields, "portal.Access"
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
