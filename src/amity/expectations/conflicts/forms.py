"""Forms for conflicts between an expectation and what was agreed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from amity.accounts.candidates import colleagues_for
from amity.accounts.models import Account
from amity.expectations import queries, rules
from amity.expectations.conflicts import queries as conflict_queries
from amity.expectations.conflicts.commands import (
    ConflictAnswerFields,
    ConflictFields,
    OptionFields,
    is_raised_by_client,
    settle_by,
)
from amity.expectations.models import Conflict, ConflictOption, Expectation
from amity.people.rules import OWNER
from amity.shared.errors import Invalid, Refused
from amity.ui.acts import ActForm
from amity.ui.field_words import label_of
from amity.ui.formats import MINUS
from amity.ui.likely import EffectBar
from amity.ui.value_forms import ValueForm

SIZES = range(-rules.MOST_EFFECT, rules.MOST_EFFECT + 1)
EFFECTS = [*((size, f"{size:+d}".replace("-", MINUS) if size else "0") for size in SIZES), ("", _("not considered"))]
"""The pips of a bar. The last one takes the effect back: the option is not compared."""
SHOWN = 2
"""Options that are open from the start. The others open on request."""


@dataclass(frozen=True, slots=True)
class OptionPart:
    """The fields of one option, and whether they are shown from the start."""

    label: str
    bars: tuple[BoundField, BoundField]
    note: BoundField
    is_open: bool


def _effect(name: str, side: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label_of(ConflictOption, name), choices=EFFECTS, coerce=int, empty_value=None, required=False,
        widget=EffectBar(side),
    )  # fmt: skip


class WhichForm(ActForm):
    """Form for which expectation conflicts with the agreement."""

    expectation_id = forms.TypedChoiceField(label=_("Expectation"), widget=forms.RadioSelect, coerce=int)

    def __init__(self, *args: Any, expectations: Sequence[Expectation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["expectation_id"].choices = [(one.pk, _named(one)) for one in expectations]  # type: ignore[attr-defined]


def _named(expectation: Expectation) -> str:
    """Return what a client expects, a promise by that word."""
    is_promise = expectation.kind == rules.PROMISE
    return str(_("Promise: %(what)s") % {"what": expectation.statement}) if is_promise else expectation.statement


def _offer_speakers(form: ActForm, account: Account) -> None:
    found = colleagues_for(account, OWNER)
    form.offer_people("speaker_id", found.pairs, found.likely, _("no one named"), others=found.others)


class ConflictForm(ValueForm[ConflictFields]):
    """Form for what was agreed, who settles it by when, and each option with its effects on both sides.

    One without effects is left out.
    """

    value = ConflictFields
    rows = "expectations.Conflict"
    left_out = ("options",)
    body = "expectations/conflict_fields.html"
    is_wide = True
    options_error = ""
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("line_id", queries.lines_of(account), _("no particular line"))
        _offer_speakers(self, account)
        for answer in rules.ANSWERS:
            self.fields[f"{answer}_client"] = _effect("client_effect", "client")
            self.fields[f"{answer}_agency"] = _effect("agency_effect", "agency")
            self.fields[f"{answer}_note"] = forms.CharField(
                label=label_of(ConflictOption, "note"), max_length=300, required=False
            )

    def parts(self) -> list[OptionPart]:
        """Return the options in their order, the first two open, and every one that has a value or an error."""
        found = []
        for place, (answer, label) in enumerate(queries.ANSWERS.items()):
            bars, note = (self[f"{answer}_client"], self[f"{answer}_agency"]), self[f"{answer}_note"]
            used = any(field.value() not in (None, "") or field.errors for field in (*bars, note))
            found.append(OptionPart(capfirst(str(label)), bars, note, place < SHOWN or used))
        return found

    def show(self, fault: Invalid | Refused) -> None:
        """Show what is wrong with the options next to them, and everything else as usual."""
        if isinstance(fault, Invalid) and fault.field == "options":
            self.options_error = fault.sentence
        else:
            super().show(fault)

    def current_values(self, thing: Expectation) -> Mapping[str, Any]:
        """Start with the text of the expectation's line."""
        agreed = conflict_queries.agreed_on(thing, timezone.localdate())
        raised = is_raised_by_client(thing, timezone.now())
        return {
            "agreed": agreed, "line_id": thing.line_id or "", "raised_by_client": raised, "version": thing.version,
            "speaker_id": thing.account.manager_id, "speak_by": settle_by(timezone.localdate()),
        }  # fmt: skip

    def value_given(self, **known: Any) -> ConflictFields:
        """Return the typed values for the command."""
        values = self.cleaned_data
        options = tuple(
            OptionFields(
                answer, values[f"{answer}_client"] or 0, values[f"{answer}_agency"] or 0, values[f"{answer}_note"]
            )
            for answer in rules.ANSWERS
            if values[f"{answer}_client"] is not None or values[f"{answer}_agency"] is not None
        )
        return super().value_given(options=options)


class AnswerForm(ValueForm[ConflictAnswerFields]):
    """The chosen option, the reason, who informs the client, and by when."""

    value = ConflictAnswerFields
    rows = "expectations.Conflict"
    widgets = {"answer": forms.RadioSelect()}
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, conflict: Conflict, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        weighed = conflict.options.values_list("answer", flat=True)
        self.offer("answer", ((answer, label) for answer, label in queries.ANSWERS.items() if answer in weighed))
        _offer_speakers(self, conflict.expectation.account)


class OutcomeForm(ActForm):
    """Form for the outcome of a conflict."""

    columns_of = Conflict

    outcome = forms.CharField(widget=forms.Textarea(attrs={"rows": 2}), max_length=2000)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def current_values(self, thing: Conflict) -> Mapping[str, Any]:
        """Return the version, because only that can differ."""
        return {"version": thing.version}
