"""Forms of a brief; amounts in major units of its currency."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.briefs import wording
from amity.briefs.choices import BriefChoices
from amity.briefs.fields import NAMES, BriefFields, fields_of
from amity.briefs.form_fields import column, in_currency, major, minor, offer, words
from amity.briefs.items import rules as items
from amity.briefs.items.commands import Basis
from amity.briefs.items.forms import HOW_KNOWN
from amity.briefs.merges.forms import MergingForm
from amity.briefs.models import Brief
from amity.ui.acts import ActForm
from amity.ui.figures import DecimalTextField

DAYS = ("said_on", "wanted_from", "wanted_on")
AMOUNTS = ("budget_low", "budget_high")
NAME_SOMEBODY = _("Choose who said so, or mark it as assumed.")


class BriefForm(MergingForm):
    """Everything a brief says. Each field is the one item of `rules.items.TABLE` that it belongs to."""

    columns_of = Brief

    title = forms.CharField(max_length=200)
    said_words = words(_("What they need, in their words"), rows=3)
    said_by_id = column("said_by_id")
    said_on = column("said_on")
    said_where = column("said_where", help_text=_("For example, a call, an email, a meeting."))
    goal_id = column("goal_id")
    measure = column("measure")
    baseline = column("baseline")
    target = column("target")
    done_when = column("done_when")
    audience = column("audience")
    constraints = column("constraints")
    exclusions = column("exclusions")
    approver_id = column("approver_id")
    budget_kind = forms.ChoiceField(required=False)
    budget_low = DecimalTextField(required=False, most_places=3)
    budget_high = DecimalTextField(required=False, most_places=3)
    wanted_from = column("wanted_from")
    wanted_on = column("wanted_on")
    account_manager_id = column("account_manager_id")
    manager_id = column("manager_id")
    retainer_id = column("retainer_id")
    new_kind = forms.BooleanField(required=False)
    door = forms.ChoiceField(choices=list(wording.DOORS.items()))
    source = column("source")
    basis = forms.ChoiceField(
        label=_("Confidence in your changes"), widget=forms.RadioSelect, initial=items.ASSUMED, choices=HOW_KNOWN
    )
    days = DAYS
    only_filters = True  # what must be filled is said beside the form, by size

    def __init__(self, *args: Any, choices: BriefChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency = choices.currency
        offer(self, choices, said_by_id="contacts", approver_id="contacts", goal_id="goals", retainer_id="retainers")
        offer(self, choices, account_manager_id="people", manager_id="people")
        in_currency(self, "budget_low", "budget_high")
        self.fields["budget_kind"].choices = list(wording.BUDGETS.items())  # type: ignore[attr-defined]

    def current_values(self, thing: Brief) -> Mapping[str, Any]:
        """Initial values of a brief, with what it says now as what was seen."""
        said = self.fields_of(thing)
        shown = {name: major(said[name], thing.currency) if name in AMOUNTS else said[name] for name in NAMES}
        return shown | self.carried(thing)

    def fields_of(self, thing: Brief) -> Mapping[str, Any]:
        """What a brief says."""
        return asdict(fields_of(thing))

    def typed(self) -> Mapping[str, Any]:
        """What was typed, as a brief says it."""
        return asdict(self.value_given())

    def value_given(self) -> BriefFields:
        """The values as the command takes them."""
        values = {name: self.cleaned_data[name] for name in NAMES}
        for name in AMOUNTS:
            values[name] = minor(values[name], self.currency)
        return BriefFields(**values)

    def was_seen(self) -> BriefFields | None:
        """Return the values shown when the person started; None if the page did not send them."""
        seen = self.seen_fields()
        return BriefFields(**seen) if seen is not None and seen.keys() == set(NAMES) else None

    def clean(self) -> dict[str, Any]:
        """What the client said names who said it."""
        values = super().clean() or {}
        if values.get("basis") == items.KNOWN and not values.get("said_by_id"):
            self.add_error("said_by_id", NAME_SOMEBODY)
        return values

    def how_known(self) -> Basis:
        """How what was typed is known: as the client said it, or assumed."""
        if self.cleaned_data["basis"] != items.KNOWN:
            return Basis()
        named = dict(self.fields["said_by_id"].choices).get(self.cleaned_data["said_by_id"], "")  # type: ignore[attr-defined]
        values = self.cleaned_data
        return Basis(items.KNOWN, str(named), values["said_on"] if named else None, values["said_where"])


class NewBriefForm(ActForm):
    """The beginning of a brief; the rest is asked on its page, as far as its size needs it."""

    columns_of = Brief

    title = forms.CharField(max_length=200, widget=forms.TextInput(attrs={"autofocus": True}))
    said_words = words(_("What they need, in their words"), rows=3)
    said_by_id = column("said_by_id")
    said_on = column("said_on")
    said_where = column("said_where", help_text=_("For example, a call, an email, a meeting."))
    goal_id = column("goal_id")
    budget_kind = forms.ChoiceField(required=False)
    budget_high = DecimalTextField(required=False, most_places=3)
    wanted_on = column("wanted_on")
    door = forms.ChoiceField(widget=forms.RadioSelect, choices=list(wording.DOORS.items()))
    source = column(
        "source",
        help_text=_("For new business only: the pitch, the tender, or who introduced it."),
    )

    only_filters = True

    def __init__(self, *args: Any, choices: BriefChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency = choices.currency
        offer(self, choices, said_by_id="contacts", goal_id="goals")
        in_currency(self, "budget_high")
        if not choices.goals:
            del self.fields["goal_id"]
        kinds = [(key, label) for key, label in wording.BUDGETS.items() if key != "range"]
        self.fields["budget_kind"].choices = kinds  # type: ignore[attr-defined]

    def value_given(self) -> BriefFields:
        """The values as the command takes them."""
        values = dict(self.values())
        values["budget_high"] = minor(values["budget_high"], self.currency)
        return BriefFields(**values)

    def how_known(self) -> Basis:
        """As the client said it."""
        named = dict(self.fields["said_by_id"].choices).get(self.cleaned_data["said_by_id"], "")  # type: ignore[attr-defined]
        values = self.cleaned_data
        return Basis(items.KNOWN, str(named), values["said_on"], values["said_where"]) if named else Basis()
