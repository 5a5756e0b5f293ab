"""Form for the format of a file: its separator, dates, decimals and defaults."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.imports.cells.rules.dates import DateOrder
from amity.imports.cells.rules.numbers import DecimalMark
from amity.imports.rules import Reason
from amity.imports.source_file.look import FileLook
from amity.imports.source_file.options import Options
from amity.imports.wording import sentence

DELIMITERS = ((",", lazy("comma")), (";", lazy("semicolon")), ("\t", lazy("tab")), ("|", lazy("vertical line")))
ENCODINGS = ("utf-8", "cp1252", "iso-8859-15", "utf-16", "mac-roman", "cp850")
MARKS = ((DecimalMark.POINT.value, lazy("1.50, a point")), (DecimalMark.COMMA.value, lazy("1,50, a comma")))
ORDERS = (
    (DateOrder.DAY_FIRST.value, lazy("Day first, 3.4. is 3 April")),
    (DateOrder.MONTH_FIRST.value, lazy("Month first, 3/4 is 4 March")),
)


class ReadingForm(forms.Form):
    """The format of the file, where it was not detected correctly. Every answer can be left to Amity."""

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
        """Return three letters in capitals."""
        code = str(self.cleaned_data["currency"]).strip().upper()
        if code and not (len(code) == 3 and code.isalpha()):
            raise forms.ValidationError(sentence(Reason("currency_unknown", text=code)))
        return code
