"""The form field for a document."""

from typing import Any

from django import forms

from amity.files.rules import DOCUMENTS


def document_field(help_text: Any = "") -> forms.FileField:
    """Return an optional field for a document. The command checks its size."""
    accept = ",".join(f".{ending}" for ending in DOCUMENTS)
    return forms.FileField(
        required=False, help_text=help_text, widget=forms.ClearableFileInput(attrs={"accept": accept})
    )
