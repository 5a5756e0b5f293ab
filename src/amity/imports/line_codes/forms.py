"""Form for the format of quoted lines' codes."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.imports.line_codes.rules import line_codes, parse_alias
from amity.imports.rules import Unreadable
from amity.imports.source_file.options import Options
from amity.imports.wording import sentence


class LinesForm(forms.Form):
    """Form for finding the code of a quoted line in a text."""

    line_code = forms.CharField(label=lazy("Expression to find the code"), required=False, max_length=200)
    line_aliases = forms.CharField(
        label=lazy("Other spellings"),
        required=False,
        max_length=500,
        help_text=lazy("For example, AHV21=AVH21, AV2=AVH02."),
    )
    default_line = forms.CharField(label=lazy("Line for rows without a code"), required=False, max_length=40)

    def __init__(self, data: Any = None, *, options: Options, guess: str = "") -> None:
        spelled = ", ".join(f"{wrong}={right}" for wrong, right in options.line_aliases.items())
        initial = {
            "line_code": options.line_code or guess,
            "line_aliases": spelled,
            "default_line": options.default_line,
        }
        super().__init__(data, initial=initial)
        if guess and not options.line_code:
            self.fields["line_code"].widget.attrs["class"] = "is-guess"
            self.fields["line_code"].help_text = _("Guessed from the texts. Applies once you confirm.")

    def clean_line_code(self) -> str:
        """Return a usable expression."""
        expression = str(self.cleaned_data["line_code"]).strip()
        try:
            line_codes(expression)
        except Unreadable as fault:
            raise forms.ValidationError(sentence(fault.reason)) from None
        return expression

    def clean_line_aliases(self) -> dict[str, str]:
        """Return pairs of WRONG=RIGHT."""
        try:
            return dict(parse_alias(part) for part in _parts(self.cleaned_data["line_aliases"]))
        except Unreadable as fault:
            raise forms.ValidationError(sentence(fault.reason)) from None


def _parts(text: str) -> Iterable[str]:
    return filter(str.strip, text.replace(";", ",").replace("\n", ",").split(","))
