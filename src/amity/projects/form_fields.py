"""Fields that the forms of projects share."""

from django import forms


def choice() -> forms.TypedChoiceField:
    """A choice of something by its id, which may be left out."""
    return forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
