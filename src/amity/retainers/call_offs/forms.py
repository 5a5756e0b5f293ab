"""The forms of a request."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.retainers.call_offs.choices import CallOffChoices
from amity.retainers.form_fields import optional_number
from amity.retainers.models import CallOff
from amity.ui.acts import ActForm
from amity.ui.figures import HoursField, day_field


class CallOffForm(ActForm):
    """What the client asks for within the retainer."""

    columns_of = CallOff

    title = forms.CharField(label=_("Request"), max_length=300)
    contact_id = forms.TypedChoiceField(required=False, coerce=optional_number, empty_value=None)
    asked_on = day_field()
    planned_seconds = HoursField(label=_("Planned hours"), required=False)
    line_id = forms.TypedChoiceField(label=_("Line"), required=False, coerce=optional_number, empty_value=None)
    wanted_on = day_field(required=False, help_text=_("Leave blank if it can wait."))
    project_id = forms.TypedChoiceField(label=_("Project"), coerce=optional_number)

    def __init__(self, *args: Any, offered: CallOffChoices, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"asked_on": today, **self.initial}
        self.fields["contact_id"].choices = [("", _("no one")), *offered.contacts]  # type: ignore[attr-defined]
        self.fields["line_id"].choices = [("", _("none yet")), *offered.lines]  # type: ignore[attr-defined]
        if "project_id" in self.fields:
            self.fields["project_id"].choices = offered.projects  # type: ignore[attr-defined]
        if len(offered.projects) == 1 and "project_id" in self.fields:
            self.fields["project_id"].widget = forms.HiddenInput()
            self.initial["project_id"] = offered.projects[0][0]


class ChangedCallOffForm(CallOffForm):
    """The form of an existing request: its project can't change."""

    project_id = None  # type: ignore[assignment]
    version = forms.IntegerField(widget=forms.HiddenInput)

    def current_values(self, thing: Any) -> Mapping[str, Any]:
        """A call-off with its work item."""
        return {
            "title": thing.item.title, "contact_id": thing.contact_id, "asked_on": thing.asked_on,
            "planned_seconds": thing.item.planned_seconds, "line_id": thing.item.line_id, "wanted_on": thing.wanted_on,
            "version": thing.version,
        }  # fmt: skip
