"""Forms for a timer's work, and for the real time of a forgotten timer."""

from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.people.models import Person
from amity.timesheets import typed
from amity.timesheets.choosing.fields import WorkField
from amity.timesheets.forms import TimeSpentField
from amity.timesheets.timer.commands import TimerWork
from amity.timesheets.timer.models import Timer
from amity.ui.forms import WordedForm


class TimerForm(WordedForm):
    """Form to start a timer on some work."""

    columns_of = Timer

    work = WorkField(label=_("Work"))
    text = forms.CharField(required=False, max_length=2000)
    billable = forms.BooleanField(required=False, initial=True)
    courtesy = forms.BooleanField(required=False)
    switch = forms.BooleanField(required=False, widget=forms.HiddenInput)
    nonce = forms.CharField(required=False, min_length=32, max_length=32, widget=forms.HiddenInput)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["work"].ask_as(person)  # type: ignore[attr-defined]

    def chosen(self) -> TimerWork:
        """Return the chosen work, for the command."""
        values = self.cleaned_data
        typed = {name: values[name] for name in ("text", "billable", "courtesy")}
        return TimerWork(**asdict(values["work"].key), **typed)


class HowLongForm(forms.Form):
    """Form for the real time of a timer that ran too long."""

    hours = TimeSpentField(
        label=_("Actual time"), max_length=typed.LONGEST,
        widget=forms.TextInput(attrs={"placeholder": "1:30", "autocomplete": "off", "class": "tab"}),
    )  # fmt: skip
