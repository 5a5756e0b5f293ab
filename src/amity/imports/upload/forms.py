"""Form for an upload: the file, and the tool it comes from."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.imports.commands import TOOLS
from amity.imports.labels import FIND_OUT_LABEL
from amity.imports.labels import TOOLS as TOOL_LABELS
from amity.imports.models import Batch
from amity.imports.readers.kinds import kind_of
from amity.imports.rules import Reason
from amity.imports.steps import FIND_OUT
from amity.imports.tools.rules.sniffing import PROJECTS
from amity.imports.wording import sentence
from amity.ui.forms import NonceForm

TABLES = ("text", "zip")


class BringForm(NonceForm):
    """Form for the file, and the tool that wrote it."""

    columns_of = Batch

    tool = forms.ChoiceField(label=lazy("What it comes from"), widget=forms.RadioSelect, initial=FIND_OUT)
    file = forms.FileField(
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
        self.fields["file"].widget.attrs["accept"] = ".csv,.tsv,.txt,.xlsx,.vcf,.zip,.json"
        if fault:
            self.fields["file"].required = False

    def send_again(self, fault: str) -> None:
        """Show the file's error next to it, and allow the form to be sent again."""
        self.add_error("file", fault)
        data = dict(self.data.items())
        data["nonce"] = uuid.uuid4().hex
        self.data = data

    def clean(self) -> dict[str, Any]:
        """Require a project for quoted lines."""
        if self.cleaned_data.get("tool") == "lines" and not self.cleaned_data.get("project"):
            self.add_error("project", _("Enter the project’s code or name."))
        return self.cleaned_data

    def clean_file(self) -> Any:
        """Refuse a file that isn't a table, and name its kind."""
        file = self.cleaned_data["file"]
        if self.fault:
            raise forms.ValidationError(self.fault)
        kind = kind_of(file.file)
        if kind == "empty":
            raise forms.ValidationError(sentence(Reason("file_empty")))
        also = {"vcard": ("contacts", FIND_OUT), "json": (PROJECTS, FIND_OUT)}.get(kind, ())
        if kind not in TABLES and self.cleaned_data.get("tool") not in also:
            raise forms.ValidationError(sentence(Reason("wrong_kind", kind=kind)))
        return file
