"""Forms for goals."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts.evidence import Evidence
from amity.accounts.evidence_fields import EVIDENCE, EvidenceForm, keep_only
from amity.accounts.models import Account
from amity.shared.values import flat, value_of
from amity.strategy.changes import Cause, GoalFields, GoalReadingFields
from amity.strategy.goals import queries as goal_queries
from amity.strategy.models import Goal
from amity.ui.acts import ActForm
from amity.ui.value_forms import ValueForm


class GoalForm(EvidenceForm[GoalFields]):
    """Form for a goal and who at the client named it."""

    value = GoalFields
    also: ClassVar[tuple[type, ...]] = (Evidence,)
    rows: ClassVar[str | tuple[str, ...]] = "strategy.Goal"
    groups = ((_("Evidence"), EVIDENCE),)
    quick = ("title", "target", "unit", "target_on")

    def __init__(self, *args: Any, account: Account, short: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if short:
            keep_only(self, self.quick)
        else:
            self.offer_evidence(account)

    def value_given(self, **known: Any) -> GoalFields:
        """Return the entered value for the command. Without a measure, the goal is its own measure."""
        given = super().value_given(**known)
        measured = given.measure or given.target is None
        return given if measured else replace(given, measure=given.title)


class ReviseGoalForm(GoalForm):
    """Form to revise a goal, with the cause of the change."""

    also = (Cause,)
    rows = ("strategy.Goal", "strategy.GoalRevision")
    choices = {"cause": goal_queries.CAUSES}
    widgets = {"cause": forms.RadioSelect()}
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("cause", "why")
    groups = ((_("Where the client said so"), EVIDENCE),)

    def current_values(self, thing: Goal) -> Mapping[str, Any]:
        """Return the initial values from a goal. The evidence is that of the change, so it starts empty."""
        return flat(value_of(thing, GoalFields)) | {"version": thing.version}


class ReadingForm(ValueForm[GoalReadingFields]):
    """Form for a dated value of a goal's measure."""

    value = GoalReadingFields
    rows = "strategy.GoalReading"
    quick = ("value", "read_on", "source")
    whole = True
    """Its line asks for everything, so there is no page with more fields."""


class EndGoalForm(ActForm):
    """Form for the reason why a goal is reached, dropped or reopened."""

    why = forms.CharField(label=_("Evidence"), widget=forms.Textarea(attrs={"rows": 3}))
    state = forms.CharField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def current_values(self, thing: Goal) -> Mapping[str, Any]:
        """Return the initial values from a goal."""
        return {"version": thing.version}
