"""The forms of a request."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts.evidence_fields import WHEN
from amity.retainers.call_offs.choices import CallOffChoices
from amity.retainers.call_offs.commands import CallOffFields, fields_of
from amity.retainers.form_fields import optional_number
from amity.retainers.models import CallOff
from amity.shared.values import flat
from amity.ui.value_forms import ValueForm


class CallOffForm(ValueForm[CallOffFields]):
    """Form for a client's request within the retainer."""

    value = CallOffFields
    rows = ("retainers.CallOff", "projects.WorkItem")
    labels = {"title": _("Request"), "contact_id": _("Who asked?"), "asked_on": WHEN}
    hints = {"wanted_on": _("Leave blank if it can wait.")}
    field_order = ("title", "contact_id", "asked_on", "planned_seconds", "line_id", "wanted_on", "project_id")
    project_id = forms.TypedChoiceField(coerce=optional_number)

    def __init__(self, *args: Any, offered: CallOffChoices, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"asked_on": today, **self.initial}
        self.offer_people("contact_id", offered.contacts, [pk for pk, _name in offered.contacts], _("no one"))
        self.offer("line_id", offered.lines, _("none yet"))
        self.offer("project_id", offered.projects)
        if len(offered.projects) == 1 and "project_id" in self.fields:
            self.fields["project_id"].widget = forms.HiddenInput()
            self.initial["project_id"] = offered.projects[0][0]


class ChangedCallOffForm(CallOffForm):
    """The form of an existing request: its project can't change."""

    project_id = None  # type: ignore[assignment]
    version = forms.IntegerField(widget=forms.HiddenInput)

    def initial_values(self, thing: CallOff) -> Mapping[str, Any]:
        """Return a request with its work item."""
        return flat(fields_of(thing))
