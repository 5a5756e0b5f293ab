"""Forms for facts and questions."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.facts import queries, rules
from amity.facts.basis_fields import basis_field
from amity.facts.commands import FactFields, Question
from amity.facts.models import Fact
from amity.shared.actor import Actor
from amity.shared.refs import Ref
from amity.ui.value_forms import ValueForm


class FactForm(ValueForm[FactFields]):
    """Form for what is known or assumed, with its evidence."""

    value = FactFields
    rows = "facts.Fact"
    hints = {
        "stated_by": _("Required for what is known."),
        "stated_in": _("For example, a call, an email, a page of a document."),
    }  # fmt: skip
    left_out = ("note",)
    state = basis_field()
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].required = True

    def current_values(self, thing: Fact) -> Mapping[str, Any]:
        """Return the initial values of a fact. A question has none but an earlier assumption."""
        state = thing.state if thing.state in rules.STATED else rules.ASSUMED
        return {**super().current_values(thing), "state": state}

    def answer(self) -> None:
        """Turn the form into an answer. Whoever answers is the source unless someone else is named."""
        self.initial["state"] = rules.KNOWN
        self.fields["stated_by"].help_text = _("Leave blank to name yourself.")


class AskForm(ValueForm[Question]):
    """Form for the colleague who finds the answer, and the due date."""

    value = Question
    rows = "facts.Fact"
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, about: Ref, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = queries.colleagues_asked(about, by)
        self.offer_people("owner_id", found.pairs, found.likely, in_row=True, others=found.others)
