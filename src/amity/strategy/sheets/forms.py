"""The form for a table of readings."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.ui.acts import ActForm

MOST_BYTES: Final = 1_000_000


class SheetForm(ActForm):
    """Form for a table of readings, as a file or as pasted rows."""

    file = forms.FileField(
        label=lazy("CSV file"), required=False, widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt"})
    )
    rows = forms.CharField(
        label=lazy("Or paste rows"), required=False, max_length=MOST_BYTES,
        widget=forms.Textarea(attrs={"rows": 6, "class": "mono", "spellcheck": "false"}),
        help_text=lazy("The first row has the headings, for example Date, Value, Source."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Return the text of the file, or of the pasted rows."""
        sent, pasted = self.cleaned_data.get("file"), self.cleaned_data.get("rows", "")
        if sent is None:
            if not pasted.strip() and not self.errors:
                self.add_error("rows", _("Choose a file or paste rows."))
            return {"text": pasted, "nonce": self.cleaned_data.get("nonce", "")}
        if sent.size > MOST_BYTES:
            self.add_error("file", _("Choose a file of at most 1 MB."))
            return self.cleaned_data
        return {"text": decoded(sent.read()), "nonce": self.cleaned_data.get("nonce", "")}


def decoded(content: bytes) -> str:
    """Return the text of a file in UTF-8, or else in the Windows encoding that spreadsheets use."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
