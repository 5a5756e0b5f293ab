"""The form of a rhythm."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.status import wording
from amity.status.asks import rules
from amity.status.asks.commands import RhythmFields
from amity.ui import formats
from amity.ui.value_forms import ValueForm

MONDAY = date(2026, 1, 5)
AS_AGENCY = "agency"


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


class ProjectRhythmForm(RhythmForm):
    """Form for the rhythm of a project, which follows the agency's unless it has its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("rhythm", [(AS_AGENCY, _("As the agency")), *wording.RHYTHMS.items()])
