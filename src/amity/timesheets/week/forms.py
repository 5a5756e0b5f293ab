"""Forms to add a row to the week, edit a cell, and fill in a day on a phone."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from amity.people.models import Person
from amity.timesheets import typed
from amity.timesheets.choosing.fields import WorkField
from amity.timesheets.forms import TimeSpentField
from amity.timesheets.models import Entry
from amity.timesheets.week.grid import BILLABLE, COURTESY, NOT_BILLABLE
from amity.ui.acts import ActForm
from amity.ui.forms import WordedForm

CHARGED = [
    (BILLABLE, gettext_lazy("Billable")),
    (NOT_BILLABLE, gettext_lazy("Not billable")),
    (COURTESY, gettext_lazy("At no charge")),
]
ADD = "add-row"
"""The id of the form that adds a row. Its field is inside the form of the grid."""


class RowForm(forms.Form):
    """Form for the work of a new row."""

    work = WorkField(label=gettext_lazy("Add a row: type a project, account or line"))

    def __init__(self, data: Any = None, *, person: Person) -> None:
        super().__init__(data, auto_id="row_%s")
        placeholder = str(gettext_lazy("Add a row: type a project, account or line"))
        self.fields["work"].widget.attrs |= {"form": ADD, "placeholder": placeholder, "aria-label": placeholder}
        self.fields["work"].ask_as(person)  # type: ignore[attr-defined]


class CellForm(WordedForm):
    """Form for a cell with its time, note and charging, filled with current values, so that none shows "optional"."""

    columns_of = Entry

    only_filters = True

    hours = forms.CharField(
        label=gettext_lazy("Time"), required=False, max_length=typed.LONGEST,
        widget=forms.TextInput(attrs={"class": "tab", "placeholder": "1:30", "autocomplete": "off"}),
    )  # fmt: skip
    text = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    tag = forms.ChoiceField(label=gettext_lazy("Charged"), choices=CHARGED, required=False, widget=forms.RadioSelect)
    seen = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)


class DayForm(ActForm):
    """Form to add time to one day, on a phone."""

    columns_of = Entry

    work = WorkField(label=gettext_lazy("Work"))
    hours = TimeSpentField(
        label=gettext_lazy("Time"), max_length=typed.LONGEST,
        widget=forms.TextInput(attrs={"placeholder": "1:30", "autocomplete": "off", "class": "tab"}),
    )  # fmt: skip
    text = forms.CharField(required=False, max_length=2000)
    tag = forms.ChoiceField(
        label=gettext_lazy("Charged"), choices=CHARGED, required=False, initial=BILLABLE, widget=forms.RadioSelect
    )

    def __init__(self, data: Any = None, *, person: Person, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, auto_id="day_%s", initial=dict(initial or {}))
        self.fields["work"].widget.attrs["placeholder"] = str(gettext_lazy("Project, line or item"))
        self.fields["work"].ask_as(person)  # type: ignore[attr-defined]
