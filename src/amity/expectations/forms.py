"""What is typed about expectations."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts.evidence_fields import EVIDENCE, EvidenceForm, keep_only, number
from amity.accounts.models import Account
from amity.expectations import queries, rules
from amity.expectations.changes import ExpectationFields, Move
from amity.expectations.models import Expectation
from amity.ui.figures import day_field

WHO = _("Who expects it")
ASKED = {
    rules.ALIGNED: EVIDENCE,
    rules.RESET: ("statement", *EVIDENCE, "note"),
    rules.AT_RISK: ("note",),
    rules.MISSED: ("note",),
    rules.MET: ("note", *EVIDENCE),
    rules.OPEN: ("note",),
}
"""What each move asks for."""


class ExpectationForm(EvidenceForm):
    """An expectation or a promise, with its evidence."""

    columns_of = Expectation

    read_without_money_right = True
    statement = forms.CharField(max_length=500)
    kind = forms.ChoiceField(widget=forms.RadioSelect, initial="result", required=False)
    line_id = forms.TypedChoiceField(required=False, coerce=number, empty_value=None)
    promised_by_id = forms.TypedChoiceField(required=False, coerce=number, empty_value=None)
    promised_until = day_field(required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ("statement", "kind", *EVIDENCE, "line_id", "promised_by_id", "promised_until")
    groups = (
        (_("Who said so"), EVIDENCE),
        (_("A promise by us"), ("promised_by_id", "promised_until")),
    )
    quick = ("statement", "said_by_id", "said_on")

    def __init__(self, *args: Any, account: Account, short: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["said_by_id"].label = WHO
        self.offer(account)
        if short:
            keep_only(self, self.quick)
            return
        self.fields["kind"].choices = list(queries.KINDS.items())  # type: ignore[attr-defined]
        lines = [(str(pk), title) for pk, title in queries.lines_of(account)]
        self.fields["line_id"].choices = [("", _("no particular line")), *lines]  # type: ignore[attr-defined]
        people = [(str(one.pk), one.name) for one in queries.promisers()]
        self.fields["promised_by_id"].choices = [("", _("no one")), *people]  # type: ignore[attr-defined]

    def current_values(self, thing: Expectation) -> Mapping[str, Any]:
        """Initial values of an expectation."""
        return self.current_evidence(thing) | {
            "statement": thing.statement,
            "kind": thing.kind,
            "line_id": thing.line_id or "",
            "promised_by_id": thing.promised_by_id or "",
            "promised_until": thing.promised_until,
            "version": thing.version,
        }

    def value_given(self) -> ExpectationFields:
        """What was typed, for the commands."""
        values = self.cleaned_data
        return ExpectationFields(
            statement=values["statement"],
            kind=values["kind"] or "result",
            line_id=values["line_id"],
            evidence=self.evidence(),
            promised_by_id=values["promised_by_id"],
            promised_until=values["promised_until"],
        )


class MoveForm(EvidenceForm):
    """A change of an expectation's state, with the fields that state needs."""

    read_without_money_right = True
    statement = forms.CharField(label=_("New expectation"), max_length=500)
    note = forms.CharField(label=_("What happened"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    state = forms.CharField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("statement", *EVIDENCE, "note")

    def __init__(self, *args: Any, account: Account, state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(account)
        keep_only(self, ("state", "version", *ASKED.get(state, ())))
        if state in rules.NEED_A_REASON:
            self.fields["note"].required = True
        if state in rules.NEED_THEIR_WORD:
            self.need_their_word()

    def current_values(self, thing: Expectation) -> Mapping[str, Any]:
        """Initial values of an expectation."""
        return {"version": thing.version}

    def move(self) -> Move:
        """What was typed, for the command."""
        values = self.cleaned_data
        return Move(values["state"], values.get("note", ""), values.get("statement", ""), self.evidence())
