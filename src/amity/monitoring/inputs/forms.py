"""Forms for client input."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts.candidates import colleagues_for
from amity.accounts.evidence_fields import EvidenceForm, keep_only
from amity.accounts.models import Account
from amity.monitoring import choices, rules, wording
from amity.monitoring.changes import PLACE, AskedFields, ChaseFields, InputFields, InputMove
from amity.monitoring.models import ClientInput
from amity.people.rules import OWNER
from amity.projects.models import Project
from amity.ui.value_forms import ValueForm


class InputForm(EvidenceForm[InputFields]):
    """Form for a client input: what, from whom, by when, and what it holds up."""

    value = InputFields
    rows = "monitoring.ClientInput"
    left_out = PLACE
    read_without_money_right = True
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ("what", "contact_id", "due_on", "milestone_id", "line_id", "owner_id", "asked_on", "detail")
    quick = ("what", "contact_id", "due_on")
    folded = ("milestone_id", "line_id", "asked_on", "detail")
    marks_needed = True

    def __init__(
        self, *args: Any, account: Account, project: Project | None, short: bool = False,
        asker_id: int | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.in_row = short
        self.offer_contacts(account, "contact_id", _("no one"))
        if short:
            keep_only(self, self.quick)
            return
        self.offer("milestone_id", choices.milestones(project), _("none"))
        self.offer("line_id", choices.lines(account, project), _("none"))
        found = colleagues_for(account, OWNER, likely=(asker_id, project.manager_id if project else None))
        self.offer_people("owner_id", found.pairs, found.likely, _("no one"), others=found.others)


ASKED = {
    rules.PROMISED: ("on", "note"),
    rules.IN: ("on", "note"),
    rules.LATE: ("cause", "moved_to", "note"),
    rules.WAIVED: ("note",),
    rules.ASKED: ("note",),
}
"""The fields that each change of status needs."""


class MoveInputForm(ValueForm[InputMove]):
    """A change of an input's status, with the fields that status needs."""

    value = InputMove
    rows = "monitoring.ClientInput"
    labels = {"on": _("Date"), "note": _("More")}
    read_without_money_right = True
    state = forms.CharField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keep_only(self, ("state", "version", *ASKED.get(state, ())))
        if state == rules.PROMISED:
            self.fields["on"].label = _("Due date")
            self.fields["on"].required = True
        if state == rules.LATE:
            self.fields["cause"].required = True
        if state in (rules.WAIVED, rules.ASKED):
            self.fields["note"].label = _("Why")

    def current_values(self, thing: ClientInput) -> Mapping[str, Any]:
        """Initial values of an input."""
        return {"version": thing.version}


class AskedForm(ValueForm[AskedFields]):
    """Form for the date on which the client was asked."""

    value = AskedFields
    rows = "monitoring.ClientInput"
    hints = {"asked_on": ""}
    quick = ("asked_on",)
    whole = True


class ChaseForm(ValueForm[ChaseFields]):
    """Form for a reminder."""

    value = ChaseFields
    rows = "monitoring.InputChase"
    choices = {"channel": wording.CHANNELS}
    quick = ("chased_on", "channel", "note")
    whole = True
    """Its single line has all fields, so there is no longer form."""
