"""What is typed about the register and client inputs."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amity.accounts.evidence_fields import keep_only, number
from amity.accounts.models import Account
from amity.monitoring import rules, wording
from amity.monitoring.changes import EntryMove, EntrySaid, InputMove, InputSaid
from amity.monitoring.models import ClientInput, RegisterEntry
from amity.monitoring.queries import choices
from amity.projects.models import Project
from amity.ui.acts import ActForm
from amity.ui.figures import day_field

NOBODY = ("", _("no one"))


def _choice(label: Any, **kwargs: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, required=False, coerce=number, empty_value=None, **kwargs)


def _text(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": 2}))


def _effect(label: Any) -> forms.IntegerField:
    sizes = [(size, str(size)) for size in range(rules.MOST_EFFECT + 1)]
    return forms.IntegerField(label=label, required=False, initial=0, widget=forms.RadioSelect(choices=sizes))


RAISED = [(kind, wording.KINDS[kind]) for kind in rules.RAISED]
ELSEWHERE = _("A conflict is recorded on the expectation it is about.")


class EntryForm(ActForm):
    """A risk, an issue or a roadblock."""

    read_without_money_right = True
    kind = forms.ChoiceField(
        label=_("Kind"), widget=forms.RadioSelect, choices=RAISED, initial=rules.RISK, help_text=ELSEWHERE
    )
    title = forms.CharField(label=_("What is it"), max_length=200)
    client_effect = _effect(_("Effect on the client"))
    agency_effect = _effect(_("Effect on us"))
    side = forms.ChoiceField(
        label=_("Side"), widget=forms.RadioSelect, required=False, choices=list(wording.SIDES.items()),
        initial=rules.AGENCY,
    )  # fmt: skip
    detail = _text(_("More"))
    waiting = forms.CharField(label=_("Who waits"), max_length=120, required=False)
    waits_since = day_field(label=_("Since"), required=False)
    response = _text(_("Response"))
    owner_id = _choice(_("Owner"))
    due_on = day_field(label=_("Due date"), required=False)
    raised_by_client = forms.BooleanField(label=_("The client raised it first"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    groups = (
        (_("Who waits"), ("waiting", "waits_since")),
        (_("Response"), ("response", "owner_id", "due_on")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner_id"].choices = [NOBODY, *choices.people()]  # type: ignore[attr-defined]

    def as_it_stands(self, thing: RegisterEntry) -> Mapping[str, Any]:
        """Initial values of an entry."""
        names = [one.name for one in fields(EntrySaid) if one.name in self.fields]
        stands = {name: getattr(thing, name) for name in names} | {"version": thing.version}
        return stands | {"owner_id": str(thing.owner_id or "")}

    def said(self, **place: Any) -> EntrySaid:
        """What was typed, for the commands, at this place (`project_id` or `account_id`)."""
        names = {one.name for one in fields(EntrySaid)}
        values = {name: value for name, value in self.cleaned_data.items() if name in names}
        if values["kind"] == rules.ROADBLOCK and values["waiting"] and not values["waits_since"]:
            values["waits_since"] = timezone.localdate()
        values |= {name: values[name] or 0 for name in ("client_effect", "agency_effect")}
        return EntrySaid(**values | {"side": values["side"] or rules.AGENCY}, **place)


class QuickEntryForm(EntryForm):
    """The same in one line: what it is, its kind, who waits or does something, by when."""

    kind = forms.ChoiceField(label=_("Kind"), choices=RAISED, initial=rules.RISK, help_text=ELSEWHERE)
    quick = ("title", "kind", "waiting", "owner_id", "due_on")
    field_order = ("title", "kind", "waiting", "owner_id", "due_on")


class MoveEntryForm(ActForm):
    """How an entry stands from now on."""

    read_without_money_right = True
    note = _text(_("Response"))
    state = forms.CharField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].label = {
            rules.CLOSED: _("How it ended"),
            rules.ESCALATED: _("Escalated to, and why"),
            rules.OPEN: _("Reason for reopening"),
        }.get(state, _("Response"))

    def as_it_stands(self, thing: RegisterEntry) -> Mapping[str, Any]:
        """Initial values of an entry."""
        return {"version": thing.version}

    def move(self) -> EntryMove:
        """What was typed, for the command."""
        return EntryMove(self.cleaned_data["state"], self.cleaned_data["note"])


class InputForm(ActForm):
    """What we need from the client, by when, and what it holds up."""

    read_without_money_right = True
    what = forms.CharField(label=_("What we need"), max_length=200)
    contact_id = _choice(_("From whom"))
    due_on = day_field(label=_("Due date"))
    milestone_id = _choice(_("Milestone held up"))
    line_id = _choice(_("Line held up"))
    owner_id = _choice(_("Follow-up owner"))
    asked_on = day_field(label=_("Asked on"), required=False)
    detail = _text(_("More"))
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

    def as_it_stands(self, thing: ClientInput) -> Mapping[str, Any]:
        """Initial values of an input."""
        ids = {name: str(getattr(thing, name) or "") for name in ("contact_id", "milestone_id", "line_id", "owner_id")}
        names = ("what", "due_on", "asked_on", "detail", "version")
        return {name: getattr(thing, name) for name in names} | ids

    def said(self, **place: Any) -> InputSaid:
        """What was typed, for the commands, at this place (`project_id` or `account_id`)."""
        names = {one.name for one in fields(InputSaid)}
        return InputSaid(**{name: value for name, value in self.cleaned_data.items() if name in names}, **place)


ASKED = {
    rules.PROMISED: ("on", "note"),
    rules.IN: ("on", "note"),
    rules.LATE: ("cause", "moved_to", "note"),
    rules.WAIVED: ("note",),
    rules.ASKED: ("note",),
}
"""What each move asks for."""


class MoveInputForm(ActForm):
    """How an input stands from now on: it asks for what that state needs."""

    read_without_money_right = True
    on = day_field(label=_("Date"), required=False)
    cause = forms.CharField(label=_("Why it is late"), max_length=300)
    moved_to = day_field(label=_("New date for what it holds up"), required=False)
    note = _text(_("More"))
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

    def as_it_stands(self, thing: ClientInput) -> Mapping[str, Any]:
        """Initial values of an input."""
        return {"version": thing.version}

    def move(self) -> InputMove:
        """What was typed, for the command."""
        return InputMove(**{name: value for name, value in self.values().items() if name != "version"})


class ChaseForm(ActForm):
    """Somebody was asked again."""

    chased_on = day_field(label=_("Date"))
    channel = forms.ChoiceField(label=_("Channel"), choices=list(wording.CHANNELS.items()))
    note = forms.CharField(label=_("What they said"), max_length=200, required=False)
    quick = ("chased_on", "channel", "note")
    whole = True
    """Its line asks for everything: there is no more to say."""
