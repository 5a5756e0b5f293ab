"""Fields shared by the forms of projects."""

from django import forms


def choice() -> forms.TypedChoiceField:
    """Return an optional choice field for an object's id."""
    return forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
