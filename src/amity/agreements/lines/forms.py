"""Forms for the lines of an agreement."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.lines import queries as lines
from amity.lines.commands import NewTerms
from amity.ui.value_forms import ValueForm


class LineForm(ValueForm[NewTerms]):
    """Form for a line with its first terms."""

    value = NewTerms
    rows = "agreements.LineChange"
    choices = {"unit": lines.unit_labels}
    left_out = (
        "valid_from", "source", "signed_on", "currency", "planned_cost", "service_id", "discipline_id", "source_label",
        "replaces_id", "hours",
    )  # fmt: skip
    field_order = ("number", "title", "phase", "planned_seconds")
    number = forms.CharField(max_length=40)
    title = forms.CharField(max_length=300)
    phase = forms.CharField(label=_("Phase"), max_length=120, required=False)


class LineTermsForm(LineForm):
    """Form for new terms of a line in a draft. Its number and title stay unchanged."""

    number = None  # type: ignore[assignment]
    title = None  # type: ignore[assignment]
    phase = None  # type: ignore[assignment]
