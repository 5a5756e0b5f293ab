"""Forms for what we need from the client: files with a note, or the date by which they come."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.files.rules import DOCUMENTS
from amity.monitoring.inputs.client_side import MOST_FILES, MOST_WORDS
from amity.ui.number_fields import day_field


class SeveralFiles(forms.ClearableFileInput):
    """A field of a form that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, none of which is required."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return the files, each checked."""
        given = data if isinstance(data, (list, tuple)) else [data] if data else []
        if len(given) > MOST_FILES:
            raise forms.ValidationError(_("Send up to 10 files at once."))
        return [super(FilesField, self).clean(one, initial) for one in given]


class SendForm(forms.Form):
    """Files and a note for an input."""

    documents = FilesField(
        label=_("Files"), required=False,
        widget=SeveralFiles(attrs={"accept": ",".join(f".{ending}" for ending in DOCUMENTS)}),
    )  # fmt: skip
    words = forms.CharField(
        label=_("Note"), required=False, max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 3})
    )


class WhenForm(forms.Form):
    """The date by which the client will send something."""

    on = day_field(
        label=_("When will you send it?"),
        error_messages={"required": _("Enter the date by which you will send it.")},
    )
