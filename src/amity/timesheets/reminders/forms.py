"""Forms for the rules of recording time, and for a person's own reminders."""

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy

from amity.timesheets.models import TimeRules
from amity.ui.forms import WordedForm


class TimeRulesForm(WordedForm):
    """Form for the agency's rules of recording time."""

    columns_of = TimeRules

    approval = forms.BooleanField(required=False)
    reminders = forms.BooleanField(required=False)
    remind_weekday = forms.TypedChoiceField(
        coerce=int, choices=list(WEEKDAYS.items()),
        help_text=gettext_lazy("For the previous week, if less than the limit “Timesheet completeness” is logged."),
    )  # fmt: skip
    remind_hour = forms.TypedChoiceField(
        coerce=int, choices=[(hour, f"{hour}:00") for hour in range(24)],
        help_text=gettext_lazy("In each person’s time zone. One email a week."),
    )  # fmt: skip


class OwnForm(forms.Form):
    """Form for a person's own reminders."""

    wanted = forms.BooleanField(label=gettext_lazy("Remind me of missing time and unconfirmed splits"), required=False)
