"""The form of a status."""

from typing import Any, ClassVar

from django import forms

from amity.status import rules, wording
from amity.status.answers.fields import StatusFields
from amity.ui.value_forms import ValueForm

COLOURS = dict.fromkeys(rules.JUDGEMENTS, wording.COLOURS)
HOURS = ("percent", "to_go_seconds")
BUTTONS = {name: forms.RadioSelect() for name in rules.JUDGEMENTS}


class StatusForm(ValueForm[StatusFields]):
    """Form for what changed in a project. Without a next milestone it doesn't ask for its date."""

    value = StatusFields
    rows = "status.Status"
    choices: ClassVar = {"mood": wording.MOODS, **COLOURS}
    widgets: ClassVar = {"blockers": forms.Textarea(attrs={"rows": 2, "data-enter-sends": ""}), **BUTTONS}

    def __init__(self, *args: Any, milestone: str, sees_hours: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if milestone:
            self.fields["milestone_on"].help_text = milestone
        else:
            del self.fields["milestone_on"]
        for name in () if sees_hours else HOURS:
            del self.fields[name]
