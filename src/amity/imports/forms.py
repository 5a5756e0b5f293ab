"""What a person says about a file: what it comes from, how it is written, how its line codes look."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.imports.commands import TOOLS
from amity.imports.pages.labels import FIND_OUT_LABEL
from amity.imports.pages.labels import TOOLS as TOOL_LABELS
from amity.imports.readers.kinds import kind_of
from amity.imports.rules.dates import DateOrder
from amity.imports.rules.line_codes import line_codes, parse_alias
from amity.imports.rules.numbers import DecimalMark
from amity.imports.rules.reasons import Reason, Unreadable
from amity.imports.staging.looking import FileLook
from amity.imports.staging.options import Options
from amity.imports.steps import FIND_OUT
from amity.imports.wording import sentence
from amity.ui.forms import NonceForm

TABLES = ("text", "zip")
DELIMITERS = ((",", lazy("comma")), (";", lazy("semicolon")), ("\t", lazy("tab")), ("|", lazy("vertical line")))
ENCODINGS = ("utf-8", "cp1252", "iso-8859-15", "utf-16", "mac-roman", "cp850")
MARKS = ((DecimalMark.POINT.value, lazy("1.50, a point")), (DecimalMark.COMMA.value, lazy("1,50, a comma")))
ORDERS = (
    (DateOrder.DAY_FIRST.value, lazy("Day first, 3.4. is 3 April")),
    (DateOrder.MONTH_FIRST.value, lazy("Month first, 3/4 is 4 March")),
)


class BringForm(NonceForm):
    """Which file, and what wrote it."""

    tool = forms.ChoiceField(label=lazy("What it comes from"), widget=forms.RadioSelect, initial=FIND_OUT)
    file = forms.FileField(
        label=lazy("File"),
        error_messages={"empty": lazy("The file is empty."), "required": lazy("Choose a file.")},
    )
    project = forms.CharField(
        label=lazy("Default project"), required=False, max_length=200,
        help_text=lazy("Its code or name. Required for quoted lines, and for time on one project only."),
    )  # fmt: skip

    def __init__(self, *args: Any, fault: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fault = fault
        field = self.fields["tool"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so above
        field.choices = [(FIND_OUT, FIND_OUT_LABEL), *((tool, TOOL_LABELS[tool]) for tool in TOOLS)]
        self.fields["project"].widget.attrs["list"] = "projects-known"
        self.fields["file"].widget.attrs["accept"] = ".csv,.tsv,.txt,.xlsx,.vcf,.zip"
        if fault:
            self.fields["file"].required = False

    def send_again(self, fault: str) -> None:
        """Say beside the file what was wrong with it, and let the form be sent once more."""
        self.add_error("file", fault)
        data = dict(self.data.items())
        data["nonce"] = uuid.uuid4().hex
        self.data = data

    def clean(self) -> dict[str, Any]:
        """Quoted lines belong to a project, which has to be named."""
        if self.cleaned_data.get("tool") == "lines" and not self.cleaned_data.get("project"):
            self.add_error("project", _("Enter the project’s code or name."))
        return self.cleaned_data

    def clean_file(self) -> Any:
        """Refuse at once what is no table, and say what it is."""
        file = self.cleaned_data["file"]
        if self.fault:
            raise forms.ValidationError(self.fault)
        kind = kind_of(file.file)
        if kind == "empty":
            raise forms.ValidationError(sentence(Reason("file_empty")))
        if kind not in TABLES and not (kind == "vcard" and self.cleaned_data.get("tool") in ("contacts", FIND_OUT)):
            raise forms.ValidationError(sentence(Reason("wrong_kind", kind=kind)))
        return file


class ReadingForm(forms.Form):
    """How the file is written, where it was not told right. Every answer may be left to Amity."""

    only_filters = True

    delimiter = forms.ChoiceField(label=lazy("Column separator"), required=False)
    encoding = forms.ChoiceField(label=lazy("Character encoding"), required=False)
    sheet = forms.ChoiceField(label=lazy("Sheet"), required=False)
    date_order = forms.ChoiceField(label=lazy("Dates like 03/04"), required=False)
    mark = forms.ChoiceField(label=lazy("Decimals"), required=False)
    currency = forms.CharField(label=lazy("Default currency"), required=False, max_length=3)
    project = forms.CharField(label=lazy("Default project"), required=False, max_length=200)
    person = forms.CharField(label=lazy("Person, if no column says so"), required=False, max_length=200)

    def __init__(self, data: Any, *, seen: FileLook, options: Options) -> None:
        initial = {name: getattr(options, name) for name in self.base_fields}
        super().__init__(data, initial=initial)
        for name, choices in (
            ("delimiter", DELIMITERS),
            ("encoding", [(name, name) for name in ENCODINGS]),
            ("sheet", [(name, name) for name in seen.sheets]),
            ("date_order", ORDERS),
            ("mark", MARKS),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so above
            field.choices = [("", _("as found in the file")), *choices]
        dropped = ("delimiter", "encoding") if seen.kind == "xlsx" else ()
        for name in (*dropped, *(() if len(seen.sheets) > 1 else ("sheet",))):
            del self.fields[name]

    def clean_currency(self) -> str:
        """Three letters, in capitals."""
        code = str(self.cleaned_data["currency"]).strip().upper()
        if code and not (len(code) == 3 and code.isalpha()):
            raise forms.ValidationError(sentence(Reason("currency_unknown", text=code)))
        return code


class LinesForm(forms.Form):
    """How the code of a quoted line is found in a text."""

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
        """An expression that can be used."""
        expression = str(self.cleaned_data["line_code"]).strip()
        try:
            line_codes(expression)
        except Unreadable as fault:
            raise forms.ValidationError(sentence(fault.reason)) from None
        return expression

    def clean_line_aliases(self) -> dict[str, str]:
        """Pairs of WRONG=RIGHT."""
        try:
            return dict(parse_alias(part) for part in _parts(self.cleaned_data["line_aliases"]))
        except Unreadable as fault:
            raise forms.ValidationError(sentence(fault.reason)) from None


def _parts(text: str) -> Iterable[str]:
    return filter(str.strip, text.replace(";", ",").replace("\n", ",").split(","))
