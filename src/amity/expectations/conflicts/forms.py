"""Forms for conflicts between an expectation and what was agreed."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amity.accounts.candidates import colleagues_for
from amity.accounts.models import Account
from amity.expectations import queries, rules
from amity.expectations.conflicts import queries as conflict_queries
from amity.expectations.conflicts.commands import ConflictAnswerFields, ConflictFields, OptionFields
from amity.expectations.models import Conflict, ConflictOption, Expectation
from amity.ui.acts import ActForm
from amity.ui.field_words import label_of
from amity.ui.value_forms import ValueForm

NOT_WEIGHED = ("", _("not considered"))
EFFECTS = [NOT_WEIGHED, *((size, f"{size:+d}" if size else "0") for size in range(5, -6, -1))]


def _effect(name: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label_of(ConflictOption, name), choices=EFFECTS, coerce=int, empty_value=None, required=False,
        help_text=_("+5 much better, 0 no difference, −5 much worse"),
    )  # fmt: skip


class ConflictForm(ValueForm[ConflictFields]):
    """Form for what was agreed, and each option with its effects on both sides. One without effects is left out."""

    value = ConflictFields
    rows = "expectations.Conflict"
    left_out = ("options",)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("line_id", queries.lines_of(account), _("no particular line"))
        for answer in rules.ANSWERS:
            self.fields[f"{answer}_client"] = _effect("client_effect")
            self.fields[f"{answer}_agency"] = _effect("agency_effect")
            self.fields[f"{answer}_note"] = forms.CharField(
                label=label_of(ConflictOption, "note"), max_length=300, required=False
            )

    def in_groups(self) -> list[tuple[Any, list[BoundField]]]:
        """Return the fields grouped by option."""
        parts = [
            (str(label).capitalize(), [self[f"{answer}_{name}"] for name in ("client", "agency", "note")])
            for answer, label in queries.ANSWERS.items()
        ]
        return [("", [self["agreed"], self["line_id"]]), *parts]

    def current_values(self, thing: Expectation) -> Mapping[str, Any]:
        """Start with the text of the expectation's line."""
        agreed = conflict_queries.agreed_on(thing, timezone.localdate())
        return {"agreed": agreed, "line_id": thing.line_id or "", "version": thing.version}

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
        found = colleagues_for(conflict.expectation.account)
        self.offer_people("speaker_id", found.pairs, found.likely, _("no one named"))


class OutcomeForm(ActForm):
    """Form for the outcome of a conflict."""

    columns_of = Conflict

    outcome = forms.CharField(widget=forms.Textarea(attrs={"rows": 2}), max_length=2000)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def current_values(self, thing: Conflict) -> Mapping[str, Any]:
        """Return the version, because only that can differ."""
        return {"version": thing.version}
