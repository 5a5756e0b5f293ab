"""Forms for risks and blockers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amity.accounts.candidates import colleagues_for, contacts_for
from amity.accounts.models import Account
from amity.monitoring import rules, wording
from amity.monitoring.changes import PLACE, EntryFields, EntryMove
from amity.monitoring.models import RegisterEntry
from amity.people.rules import OWNER
from amity.projects.models import Project
from amity.ui.likely import MOST
from amity.ui.value_forms import ValueForm

ELSEWHERE = _("A conflict is recorded on the expectation it is about.")
CLIENT = 0
"""The choice for a client who raised something first, where no contact is named."""
FEW = 2
"""The likely people shown as buttons in one line."""
EFFECTS = forms.RadioSelect(choices=[(size, str(size)) for size in range(rules.MOST_EFFECT + 1)])


class EntryForm(ValueForm[EntryFields]):
    """Form for a risk, an issue or a roadblock."""

    value = EntryFields
    rows = "monitoring.RegisterEntry"
    choices = {"kind": wording.KINDS, "side": wording.SIDES}
    hints = {"kind": ELSEWHERE}
    widgets: ClassVar[Mapping[str, forms.Widget]] = {
        "kind": forms.RadioSelect(), "side": forms.RadioSelect(), "client_effect": EFFECTS, "agency_effect": EFFECTS,
    }  # fmt: skip
    left_out = (*PLACE, "raised_by_client")
    read_without_money_right = True
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    quick: ClassVar[tuple[str, ...]] = ()
    field_order: Sequence[str] = ("title", "kind", "client_effect", "agency_effect", "side")
    leads = "title"

    def __init__(self, *args: Any, account: Account | None, project: Project | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = colleagues_for(account, OWNER, likely=(project.manager_id,) if project else ())
        known = self.initial.get("raised_by_id")
        if account is None:
            self.fields.pop("raised_by_id", None)
        else:
            contacts = [(one.pk, one.name) for one in contacts_for(account, known or None)]
            self.offer("raised_by_id", [*contacts, (CLIENT, _("someone else at the client"))], _("our team"))
        few = FEW if self.quick else MOST
        self.offer_people("owner_id", found.pairs, found.likely, _("no one"), most=few, others=found.others)

    def value_given(self, **known: Any) -> EntryFields:
        """Return the typed values for the commands, for this project or account (`project_id` or `account_id`)."""
        given = super().value_given(**known)
        if self.cleaned_data.get("raised_by_id") == CLIENT:
            given = replace(given, raised_by_client=True, raised_by_id=None)
        begins = given.kind == rules.ROADBLOCK and given.waiting and not given.waits_since
        return replace(given, waits_since=timezone.localdate()) if begins else given

    def initial_values(self, thing: RegisterEntry) -> Mapping[str, Any]:
        """Return the initial values of an entry, with the client where no contact is named."""
        unnamed = {"raised_by_id": CLIENT} if thing.raised_by_client and thing.raised_by_id is None else {}
        return {**super().initial_values(thing), **unnamed}


class QuickEntryForm(EntryForm):
    """Form for an entry in one line: text, kind, who waits or responds, and date."""

    widgets = {}
    quick = ("title", "kind", "waiting", "owner_id", "due_on")
    field_order = quick


class MoveEntryForm(ValueForm[EntryMove]):
    """Form for a change of an entry's status."""

    value = EntryMove
    rows = "monitoring.RegisterEntry"
    labels = {"note": _("Response")}
    read_without_money_right = True
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
