"""What is typed about goals."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts.evidence_fields import EVIDENCE, EvidenceForm, keep_only
from amity.accounts.models import Account
from amity.strategy.changes import Cause, GoalFields
from amity.strategy.form_fields import FEW_LINES
from amity.strategy.goals import queries as goal_queries
from amity.strategy.models import Goal, GoalReading, GoalRevision
from amity.ui.acts import ActForm
from amity.ui.field_words import label_of
from amity.ui.figures import DecimalTextField, day_field

GOAL = ("title", "measure", "unit", "baseline", "target", "target_on")


class GoalForm(EvidenceForm):
    """A goal and who at the client named it."""

    columns_of = Goal

    title = forms.CharField(max_length=200)
    measure = forms.CharField(
        max_length=200,
        required=False,
        help_text=_("For example, share of tickets bought in the app."),
    )
    unit = forms.CharField(max_length=30, required=False, help_text=_("For example, %, tickets a week."))
    baseline = DecimalTextField(required=False)
    target = DecimalTextField(required=False)
    target_on = day_field(required=False)
    field_order: tuple[str, ...] = (*GOAL, *EVIDENCE)
    groups = ((_("Who said so"), EVIDENCE),)
    quick = ("title", "target", "unit", "target_on")

    def __init__(self, *args: Any, account: Account, short: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if short:
            keep_only(self, self.quick)
        else:
            self.offer(account)

    def value_given(self) -> GoalFields:
        """What was typed, for the commands. Without a measure named, the goal measures itself."""
        values = {name: self.cleaned_data[name] for name in GOAL}
        if values["target"] is not None and not values["measure"]:
            values["measure"] = values["title"]
        return GoalFields(**values)


class ReviseGoalForm(GoalForm):
    """A goal as it is from now on, and what changed it."""

    cause = forms.ChoiceField(
        label=label_of(GoalRevision, "cause"), widget=forms.RadioSelect, choices=list(goal_queries.CAUSES.items())
    )
    why = forms.CharField(label=label_of(GoalRevision, "why"), widget=FEW_LINES)
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("cause", "why", *GOAL, *EVIDENCE)
    groups = ((_("Where the client said so"), EVIDENCE),)

    def current_values(self, thing: Goal) -> Mapping[str, Any]:
        """Initial values of a goal. The evidence is that of the change, so it begins empty."""
        return {name: getattr(thing, name) for name in GOAL} | {"version": thing.version}

    def because(self) -> Cause:
        """The cause, for the command."""
        return Cause(self.cleaned_data["cause"], self.cleaned_data["why"], self.evidence())


class ReadingForm(ActForm):
    """A dated value of a goal's measure."""

    columns_of = GoalReading

    value = DecimalTextField()
    read_on = day_field()
    source = forms.CharField(max_length=200)
    quick = ("value", "read_on", "source")
    whole = True
    """Its line asks for everything: there is no more to say."""


class EndGoalForm(ActForm):
    """Why a goal is reached, dropped or taken up again."""

    why = forms.CharField(label=_("Evidence"), widget=FEW_LINES)
    state = forms.CharField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def current_values(self, thing: Goal) -> Mapping[str, Any]:
        """Initial values of a goal."""
        return {"version": thing.version}
