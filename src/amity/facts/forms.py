"""Forms for facts and questions."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.facts import queries, rules
from amity.facts.commands import FactFields, Question
from amity.facts.models import Fact
from amity.ui.acts import ActForm
from amity.ui.figures import day_field


class FactForm(ActForm):
    """What is known or assumed, and what shows it."""

    columns_of = Fact

    value = forms.CharField(max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))
    state = forms.ChoiceField(widget=forms.RadioSelect, initial=rules.ASSUMED)
    said_by = forms.CharField(max_length=200, required=False, help_text=_("Required for what is known."))
    said_on = day_field(required=False)
    said_where = forms.CharField(
        max_length=300,
        required=False,
        help_text=_("For example, a call, an email, a page of a document."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = list(queries.basis_labels().items())  # type: ignore[attr-defined]

    def current_values(self, thing: Fact) -> Mapping[str, Any]:
        """Initial values of a fact; a question has none yet but what was assumed before."""
        state = thing.state if thing.state in rules.SAID else rules.ASSUMED
        names = ("value", "said_by", "said_on", "said_where", "version")
        return {name: getattr(thing, name) for name in names} | {"state": state}

    def answer(self) -> None:
        """Ask for an answer: whoever found it out is its source unless someone else is named."""
        self.initial["state"] = rules.KNOWN
        self.fields["said_by"].help_text = _("Leave blank to name yourself.")

    def value_given(self) -> FactFields:
        """The values as the command takes them."""
        return FactFields(**{name: value for name, value in self.values().items() if name != "version"})


class AskForm(ActForm):
    """Who finds it out, by when."""

    columns_of = Fact

    owner_id = forms.TypedChoiceField(coerce=int)
    due_on = day_field()
    note = forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner_id"].choices = [(str(one.pk), one.name) for one in queries.colleagues()]  # type: ignore[attr-defined]

    def current_values(self, thing: Fact) -> Mapping[str, Any]:
        """Initial values of a fact."""
        owner = str(thing.owner_id or "")
        return {"owner_id": owner, "due_on": thing.due_on, "note": thing.note, "version": thing.version}

    def question(self) -> Question:
        """The values as the command takes them."""
        return Question(**{name: value for name, value in self.values().items() if name != "version"})
