"""What is typed about risks and blockers."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amity.monitoring import choices, rules, wording
from amity.monitoring.changes import EntryFields, EntryMove
from amity.monitoring.form_fields import NOBODY, choice, text
from amity.monitoring.models import RegisterEntry
from amity.ui.acts import ActForm
from amity.ui.figures import day_field


def _effect() -> forms.IntegerField:
    sizes = [(size, str(size)) for size in range(rules.MOST_EFFECT + 1)]
    return forms.IntegerField(required=False, initial=0, widget=forms.RadioSelect(choices=sizes))


RAISED = [(kind, wording.KINDS[kind]) for kind in rules.RAISED]
ELSEWHERE = _("A conflict is recorded on the expectation it is about.")


class EntryForm(ActForm):
    """A risk, an issue or a roadblock."""

    columns_of = RegisterEntry

    read_without_money_right = True
    kind = forms.ChoiceField(widget=forms.RadioSelect, choices=RAISED, initial=rules.RISK, help_text=ELSEWHERE)
    title = forms.CharField(max_length=200)
    client_effect = _effect()
    agency_effect = _effect()
    side = forms.ChoiceField(
        widget=forms.RadioSelect, required=False, choices=list(wording.SIDES.items()),
        initial=rules.AGENCY,
    )  # fmt: skip
    detail = text()
    waiting = forms.CharField(max_length=120, required=False)
    waits_since = day_field(required=False)
    response = text()
    owner_id = choice()
    due_on = day_field(required=False)
    raised_by_client = forms.BooleanField(required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    groups = (
        (_("Who waits"), ("waiting", "waits_since")),
        (_("Response"), ("response", "owner_id", "due_on")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner_id"].choices = [NOBODY, *choices.people()]  # type: ignore[attr-defined]

    def current_values(self, thing: RegisterEntry) -> Mapping[str, Any]:
        """Initial values of an entry."""
        names = [one.name for one in fields(EntryFields) if one.name in self.fields]
        stands = {name: getattr(thing, name) for name in names} | {"version": thing.version}
        return stands | {"owner_id": str(thing.owner_id or "")}

    def value_given(self, **place: Any) -> EntryFields:
        """What was typed, for the commands, at this place (`project_id` or `account_id`)."""
        names = {one.name for one in fields(EntryFields)}
        values = {name: value for name, value in self.cleaned_data.items() if name in names}
        if values["kind"] == rules.ROADBLOCK and values["waiting"] and not values["waits_since"]:
            values["waits_since"] = timezone.localdate()
        values |= {name: values[name] or 0 for name in ("client_effect", "agency_effect")}
        return EntryFields(**values | {"side": values["side"] or rules.AGENCY}, **place)


class QuickEntryForm(EntryForm):
    """The same in one line: what it is, its kind, who waits or does something, by when."""

    kind = forms.ChoiceField(choices=RAISED, initial=rules.RISK, help_text=ELSEWHERE)
    quick = ("title", "kind", "waiting", "owner_id", "due_on")
    field_order = ("title", "kind", "waiting", "owner_id", "due_on")


class MoveEntryForm(ActForm):
    """A change of an entry's status."""

    read_without_money_right = True
    note = text(_("Response"))
    state = forms.CharField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].label = {
            rules.CLOSED: _("How it ended"),
            rules.ESCALATED: _("Escalated to, and why"),
            rules.OPEN: _("Reason for reopening"),
        }.get(state, _("Response"))

    def current_values(self, thing: RegisterEntry) -> Mapping[str, Any]:
        """Initial values of an entry."""
        return {"version": thing.version}

    def move(self) -> EntryMove:
        """What was typed, for the command."""
        return EntryMove(self.cleaned_data["state"], self.cleaned_data["note"])
