"""Forms for goals."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts.evidence import Evidence
from amity.accounts.evidence_fields import EVIDENCE, EvidenceForm, keep_only
from amity.accounts.models import Account
from amity.shared.actor import Actor
from amity.shared.values import flat, value_of
from amity.strategy.changes import Cause, GoalFields, GoalPlan, GoalReadingFields
from amity.strategy.goals import causes
from amity.strategy.goals import queries as goal_queries
from amity.strategy.models import Goal
from amity.ui.acts import ActForm
from amity.ui.value_forms import ValueForm


class GoalForm(EvidenceForm[GoalFields]):
    """Form for a goal and who at the client named it."""

    value = GoalFields
    also: ClassVar[tuple[type, ...]] = (Evidence,)
    rows: ClassVar[str | tuple[str, ...]] = "strategy.Goal"
    choices: ClassVar[Mapping[str, Mapping[str, Any]]] = {"rhythm": goal_queries.RHYTHMS}
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
    choices = {"cause": goal_queries.CAUSES, "rhythm": goal_queries.RHYTHMS}
    widgets = {"cause": forms.RadioSelect()}
    version = forms.IntegerField(widget=forms.HiddenInput)
    record = forms.ChoiceField(
        label=_("Record"), required=False, help_text=_("The record behind the change, for example a contact report.")
    )
    field_order = ("cause", "why", "record")
    groups = ((_("Where the client said so"), EVIDENCE),)

    def offer_records(self, by: Actor, account: Account) -> None:
        """Offer the records that can have caused the change, or drop the question without any."""
        groups = causes.offered(by, account)
        if not groups:
            del self.fields["record"]
            return
        field = self.fields["record"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so above
        field.choices = [("", "–"), *groups]

    def current_values(self, thing: Goal) -> Mapping[str, Any]:
        """Return the initial values from a goal. The evidence is that of the change, so it starts empty."""
        return flat(value_of(thing, GoalFields)) | {"version": thing.version}


class PlanForm(ValueForm[GoalPlan]):
    """Form for what is done about a goal, and when that is checked."""

    value = GoalPlan
    rows = "strategy.Goal"
    widgets = {"plan": forms.Textarea(attrs={"rows": 3})}
    hints = {"plan_check_on": _("Leave blank to check in 30 days.")}
    version = forms.IntegerField(widget=forms.HiddenInput)

    def current_values(self, thing: Goal) -> Mapping[str, Any]:
        """Return the initial values from a goal."""
        return {"plan": thing.plan, "plan_check_on": thing.plan_check_on, "version": thing.version}


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
