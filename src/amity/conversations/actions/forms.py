"""The form of an action."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts.candidates import colleagues_for, contacts_for
from amity.accounts.models import Account
from amity.conversations.actions.changes import ActionFields
from amity.conversations.models import Action
from amity.people.rules import TAKES_PART
from amity.ui.likely import LikelyFirst
from amity.ui.value_forms import ValueForm

COLLEAGUE, CONTACT = "colleague", "contact"
MOST_LIKELY: Final = 4


class ActionForm(ValueForm[ActionFields]):
    """Form for an action: one question asks who does it, on either side."""

    value = ActionFields
    rows = "conversations.Action"
    labels = {"what": _("What will be done"), "project_id": _("Project")}
    left_out = ("owner_id", "contact_id")
    read_without_money_right = True
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    who = forms.ChoiceField(label=_("Who does it?"))
    field_order = ("what", "who", "due_on", "project_id")
    folded = ("project_id",)
    quick = ("what", "who", "due_on")

    def __init__(
        self, *args: Any, account: Account, projects: list[tuple[int, str]], names_contacts: bool,
        by_id: int | None, likely_ids: Sequence[int | None] = (), short: bool = False, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.in_row = short
        found = colleagues_for(account, TAKES_PART, likely=(by_id, *likely_ids))
        ours, others = ([(f"{COLLEAGUE}-{pk}", name) for pk, name in some] for some in (found.pairs, found.others))
        theirs = [(f"{CONTACT}-{one.pk}", one.name) for one in contacts_for(account)] if names_contacts else []
        likely = [*(f"{COLLEAGUE}-{pk}" for pk in found.likely[:2]), *(code for code, _name in theirs[:2])]
        if not short:
            self.fields["who"].widget = LikelyFirst()
        self.offer_people("who", [*ours, *theirs], likely, in_row=short, most=MOST_LIKELY, others=others)
        if by_id is not None:
            self.initial.setdefault("who", f"{COLLEAGUE}-{by_id}")
            self.keep_holders()
        if short:
            del self.fields["project_id"]
        else:
            self.offer("project_id", projects, _("none"))

    def current_values(self, thing: Action) -> Mapping[str, Any]:
        """Return the initial values of an action."""
        owner = f"{COLLEAGUE}-{thing.owner_id}" if thing.owner_id else f"{CONTACT}-{thing.contact_id}"
        return {**super().current_values(thing), "who": owner}

    def action_given(self, **known: Any) -> ActionFields:
        """Return the entered value with its owner on one side."""
        side, _dash, pk = self.cleaned_data["who"].partition("-")
        return self.value_given(**{"owner_id" if side == COLLEAGUE else "contact_id": int(pk)}, **known)
