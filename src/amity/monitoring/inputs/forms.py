"""What is typed about client input."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts.evidence_fields import keep_only
from amity.accounts.models import Account
from amity.monitoring import choices, rules, wording
from amity.monitoring.changes import InputFields, InputMove
from amity.monitoring.form_fields import NOBODY, choice, text
from amity.monitoring.models import ClientInput, InputChase
from amity.projects.models import Project
from amity.ui.acts import ActForm
from amity.ui.figures import day_field


class InputForm(ActForm):
    """What we need from the client, by when, and what it holds up."""

    columns_of = ClientInput

    read_without_money_right = True
    what = forms.CharField(max_length=200)
    contact_id = choice()
    due_on = day_field()
    milestone_id = choice()
    line_id = choice()
    owner_id = choice()
    asked_on = day_field(required=False)
    detail = text()
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    quick = ("what", "contact_id", "due_on")

    def __init__(
        self, *args: Any, account: Account, project: Project | None, short: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact_id"].choices = [NOBODY, *choices.contacts(account)]  # type: ignore[attr-defined]
        if short:
            keep_only(self, self.quick)
            return
        offered: dict[str, Any] = {
            "milestone_id": [("", _("none")), *choices.milestones(project)],
            "line_id": [("", _("none")), *choices.lines(account, project)],
            "owner_id": [NOBODY, *choices.people()],
        }
        for name, some in offered.items():
            self.fields[name].choices = some  # type: ignore[attr-defined]

    def current_values(self, thing: ClientInput) -> Mapping[str, Any]:
        """Initial values of an input."""
        ids = {name: str(getattr(thing, name) or "") for name in ("contact_id", "milestone_id", "line_id", "owner_id")}
        names = ("what", "due_on", "asked_on", "detail", "version")
        return {name: getattr(thing, name) for name in names} | ids

    def value_given(self, **place: Any) -> InputFields:
        """What was typed, for the commands, at this place (`project_id` or `account_id`)."""
        names = {one.name for one in fields(InputFields)}
        return InputFields(**{name: value for name, value in self.cleaned_data.items() if name in names}, **place)


ASKED = {
    rules.PROMISED: ("on", "note"),
    rules.IN: ("on", "note"),
    rules.LATE: ("cause", "moved_to", "note"),
    rules.WAIVED: ("note",),
    rules.ASKED: ("note",),
}
"""What each move asks for."""


class MoveInputForm(ActForm):
    """A change of an input's status, with the fields that status needs."""

    columns_of = ClientInput

    read_without_money_right = True
    on = day_field(label=_("Date"), required=False)
    cause = forms.CharField(max_length=300)
    moved_to = day_field(required=False)
    note = text(_("More"))
    state = forms.CharField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keep_only(self, ("state", "version", *ASKED.get(state, ())))
        if state == rules.PROMISED:
            self.fields["on"].label = _("Due date")
            self.fields["on"].required = True
        if state in (rules.WAIVED, rules.ASKED):
            self.fields["note"].label = _("Why")

    def current_values(self, thing: ClientInput) -> Mapping[str, Any]:
        """Initial values of an input."""
        return {"version": thing.version}

    def move(self) -> InputMove:
        """What was typed, for the command."""
        return InputMove(**{name: value for name, value in self.values().items() if name != "version"})


class ChaseForm(ActForm):
    """Someone was asked again."""

    columns_of = InputChase

    chased_on = day_field()
    channel = forms.ChoiceField(choices=list(wording.CHANNELS.items()))
    note = forms.CharField(max_length=200, required=False)
    quick = ("chased_on", "channel", "note")
    whole = True
    """Its line asks for everything: there is no more to say."""
