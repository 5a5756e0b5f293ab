"""What a form says at a blank field that is needed: an instruction, in place of Django’s “This field is required.”"""

from collections.abc import Mapping
from typing import Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

INSTRUCTIONS: Final[Mapping[type[forms.Field], str | Promise]] = {
    forms.Field: _("Enter some text."),
    forms.IntegerField: _("Enter a number."),
    forms.DateField: _("Enter a date."),
    forms.TimeField: _("Enter a time."),
    forms.DateTimeField: _("Enter a date and a time."),
    forms.EmailField: _("Enter an email address."),
    forms.URLField: _("Enter an address."),
    forms.ChoiceField: _("Choose one."),
    forms.MultipleChoiceField: _("Choose at least one."),
    forms.ModelMultipleChoiceField: _("Choose at least one."),
    forms.FileField: _("Choose a file."),
    forms.BooleanField: _("Tick this box."),
}
"""By kind of field, for those that have no sentence of their own."""


def give_instructions() -> None:
    """Let every field without a sentence of its own ask for what it needs."""
    for kind, words in INSTRUCTIONS.items():
        own = kind.__dict__.get("default_error_messages", {})
        kind.default_error_messages = {**own, "required": words}  # type: ignore[dict-item]  # any lazy text will do
