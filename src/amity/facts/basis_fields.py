"""The question how we know, the same in every form: known with a source, assumed, or still to find out."""

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.facts import rules

LABEL: Final = _("How do we know?")
KNOWN, ASSUMED = (rules.KNOWN, _("Known, with a source")), (rules.ASSUMED, _("Assumed, no one has said so"))
TO_FIND_OUT = (rules.TO_FIND_OUT, _("To find out"))


def basis_field(*, can_find_out: bool = False, preset: bool = True) -> forms.ChoiceField:
    """Return the question how we know. It starts at assumed, because what is known has a source.

    Without `preset` it may stay open, where the source alone decides.
    """
    choices = [KNOWN, ASSUMED, *([TO_FIND_OUT] if can_find_out else [])]
    hint = "" if preset else _("If you choose nothing, it’s known with a source and assumed without one.")
    return forms.ChoiceField(
        label=LABEL, widget=forms.RadioSelect, initial=rules.ASSUMED if preset else None, choices=choices,
        required=preset, help_text=hint,
    )  # fmt: skip
