"""The form of a rhythm."""

from datetime import date
from typing import Any, ClassVar

from django import forms

from amity.status import wording
from amity.status.asks import rules
from amity.status.asks.commands import RhythmFields
from amity.ui import formats
from amity.ui.value_forms import ValueForm

MONDAY = date(2026, 1, 5)


class RhythmForm(ValueForm[RhythmFields]):
    """Form for how often project managers are asked, and on which weekday."""

    value = RhythmFields
    rows = "status.Rhythm"
    choices: ClassVar = {"rhythm": wording.RHYTHMS}
    weekday = forms.TypedChoiceField(coerce=int)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = [(number, MONDAY.replace(day=MONDAY.day + number)) for number in rules.WEEKDAYS]
        self.offer("weekday", [(number, formats.long_weekday(day)) for number, day in days])
