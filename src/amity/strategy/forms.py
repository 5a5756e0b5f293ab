"""What is typed about goals and strategy cards."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts.evidence_fields import EVIDENCE, EvidenceForm, keep_only
from amity.accounts.models import Account
from amity.strategy import rules
from amity.strategy.changes import CardMove, CardSaid, Cause, GoalSaid
from amity.strategy.models import Goal, StrategyCard
from amity.strategy.queries import goals
from amity.ui.acts import ActForm
from amity.ui.figures import DecimalTextField, day_field

GOAL = ("title", "measure", "unit", "baseline", "target", "target_on")
FEW_LINES = forms.Textarea(attrs={"rows": 3})


class GoalForm(EvidenceForm):
    """A goal and who at the client named it."""

    title = forms.CharField(label=_("Goal"), max_length=200)
    measure = forms.CharField(
        label=_("Measured by"),
        max_length=200,
        required=False,
        help_text=_("For example, share of tickets bought in the app."),
    )
    unit = forms.CharField(
        label=_("Unit"), max_length=30, required=False, help_text=_("For example, %, tickets a week.")
    )
    baseline = DecimalTextField(label=_("Baseline"), required=False)
    target = DecimalTextField(label=_("Target"), required=False)
    target_on = day_field(label=_("Due date"), required=False)
    field_order: tuple[str, ...] = (*GOAL, *EVIDENCE)
    groups = ((_("Who said so"), EVIDENCE),)
    quick = ("title", "target", "unit", "target_on")

    def __init__(self, *args: Any, account: Account, short: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if short:
            keep_only(self, self.quick)
            self.fields["target"].label = _("Target")
        else:
            self.offer(account)

    def said(self) -> GoalSaid:
        """What was typed, for the commands. Without a measure named, the goal measures itself."""
        values = {name: self.cleaned_data[name] for name in GOAL}
        if values["target"] is not None and not values["measure"]:
            values["measure"] = values["title"]
        return GoalSaid(**values)


class ReviseGoalForm(GoalForm):
    """A goal as it is from now on, and what changed it."""

    cause = forms.ChoiceField(label=_("What changed it"), widget=forms.RadioSelect, choices=list(goals.CAUSES.items()))
    why = forms.CharField(label=_("Why"), widget=FEW_LINES)
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("cause", "why", *GOAL, *EVIDENCE)
    groups = ((_("Where the client said so"), EVIDENCE),)

    def as_it_stands(self, thing: Goal) -> Mapping[str, Any]:
        """Initial values of a goal. The evidence is that of the change, so it begins empty."""
        return {name: getattr(thing, name) for name in GOAL} | {"version": thing.version}

    def because(self) -> Cause:
        """The cause, for the command."""
        return Cause(self.cleaned_data["cause"], self.cleaned_data["why"], self.evidence())


class ReadingForm(ActForm):
    """A dated value of a goal's measure."""

    value = DecimalTextField(label=_("Value"))
    read_on = day_field(label=_("Date"))
    source = forms.CharField(label=_("Source"), max_length=200)
    quick = ("value", "read_on", "source")
    whole = True
    """Its line asks for everything: there is no more to say."""


class EndGoalForm(ActForm):
    """Why a goal is reached, dropped or taken up again."""

    why = forms.CharField(label=_("Evidence"), widget=FEW_LINES)
    state = forms.CharField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def as_it_stands(self, thing: Goal) -> Mapping[str, Any]:
        """Initial values of a goal."""
        return {"version": thing.version}


class CardForm(ActForm):
    """The six fields of a strategy card."""

    goal = forms.CharField(
        label=_("Goal"), max_length=300, required=False,
        help_text=_("One sentence. It is shown under the client’s name."),
    )  # fmt: skip
    audience = forms.CharField(label=_("Audience"), required=False, widget=FEW_LINES)
    message = forms.CharField(label=_("Single message"), max_length=300, required=False)
    must = forms.CharField(label=_("Must"), required=False, widget=FEW_LINES, help_text=_("One per line."))
    must_not = forms.CharField(label=_("Must not"), required=False, widget=FEW_LINES, help_text=_("One per line."))
    measures = forms.CharField(label=_("Measures"), required=False, widget=FEW_LINES, help_text=_("One per line."))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def as_it_stands(self, thing: StrategyCard) -> Mapping[str, Any]:
        """Initial values of a card."""
        return {name: getattr(thing, name) for name in rules.CARD_FIELDS} | {"version": thing.version}

    def said(self) -> CardSaid:
        """What was typed, for the commands."""
        return CardSaid(**{name: self.cleaned_data[name] for name in rules.CARD_FIELDS})


class MoveCardForm(EvidenceForm):
    """The press of a button that moves a card; *agreed with client* asks who agreed, when and where."""

    state = forms.CharField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, account: Account, state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if state == rules.AGREED_WITH_CLIENT:
            self.offer(account)
            self.need_their_word()
        else:
            keep_only(self, ("state", "version"))

    def as_it_stands(self, thing: StrategyCard) -> Mapping[str, Any]:
        """Initial values of a card."""
        return {"version": thing.version}

    def move(self) -> CardMove:
        """What was typed, for the command."""
        return CardMove(self.cleaned_data["state"], self.evidence())
