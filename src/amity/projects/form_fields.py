"""Fields that the forms of projects share."""

from django import forms
from django.utils.translation import gettext_lazy as _

NOBODY = ("", _("no one"))
NONE = ("", _("none"))


def choice() -> forms.TypedChoiceField:
    """A choice of something by its id, which may be left out."""
    return forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
