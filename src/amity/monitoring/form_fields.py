"""Fields that the forms of risks and client input share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts.evidence_fields import number

NOBODY = ("", _("no one"))


def choice(**kwargs: Any) -> forms.TypedChoiceField:
    """A choice of something by its id, which may be left out."""
    return forms.TypedChoiceField(required=False, coerce=number, empty_value=None, **kwargs)


def text(label: Any = None) -> forms.CharField:
    """A text of some lines."""
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": 2}))
