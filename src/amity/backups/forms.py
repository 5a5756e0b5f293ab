"""Form for the schedule of backups."""

from django import forms

from amity.backups.rules import ScheduleFields
from amity.ui.value_forms import ValueForm


class ScheduleForm(ValueForm[ScheduleFields]):
    """Where and when backups are made: fields and limits from the rules, labels from the model."""

    value, rows = ScheduleFields, "backups.Schedule"
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    hour = forms.TypedChoiceField(coerce=int, choices=[(hour, f"{hour}:00") for hour in range(24)])
