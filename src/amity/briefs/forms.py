"""What is typed about briefs; amounts in major units of the brief's currency, hours as people write them."""

from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.briefs import wording
from amity.briefs.commands import Basis, MoveSaid
from amity.briefs.merging_form import MergingForm
from amity.briefs.models import Brief
from amity.briefs.queries.choices import BriefChoices
from amity.briefs.rules import items
from amity.briefs.said import NAMES, BriefSaid, said_of
from amity.facts.models import Fact
from amity.shared.money import Money, round_half_even
from amity.ui.acts import ActForm
from amity.ui.figures import DecimalTextField, day_field

DAYS = ("said_on", "wanted_from", "wanted_on")
AMOUNTS = ("budget_low", "budget_high")
HOW_KNOWN = [
    (items.KNOWN, _("known: the client said so")),
    (items.ASSUMED, _("assumed: no one at the client has said so")),
]
NAME_SOMEBODY = _("Choose who said so, or mark it as assumed.")


def chosen(label: Any, **kwargs: Any) -> forms.TypedChoiceField:
    """A thing of ours chosen by its id; None where nothing is."""
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=None, required=False, **kwargs)


def words(label: Any, most: int = 5000, rows: int = 2, **kwargs: Any) -> forms.CharField:
    """Some lines of text."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, required=False, widget=widget, **kwargs)


def text(label: Any, most: int = 200, **kwargs: Any) -> forms.CharField:
    """One line of text."""
    return forms.CharField(label=label, max_length=most, required=False, **kwargs)


class BriefForm(MergingForm):
    """Everything a brief says. Each field is the one item of `rules.items.TABLE` that it belongs to."""

    title = forms.CharField(label=_("Title"), max_length=200)
    said_words = words(_("What they need, in their words"), rows=3)
    said_by_id = chosen(_("Who said so"))
    said_on = day_field(label=_("Date"), required=False)
    said_where = text(_("Source"), 120, help_text=_("For example, a call, an email, a meeting."))
    goal_id = chosen(_("Client goal"))
    measure = text(_("Success measure"), 300)
    baseline = text(_("Baseline"))
    target = text(_("Target"))
    done_when = words(_("Definition of done"))
    audience = words(_("Audience"))
    constraints = words(_("Constraints"))
    exclusions = words(_("Out of scope"))
    approver_id = chosen(_("Approver at the client"))
    budget_kind = forms.ChoiceField(label=_("Budget"), required=False)
    budget_low = DecimalTextField(label=_("From"), required=False, most_places=3)
    budget_high = DecimalTextField(label=_("Amount"), required=False, most_places=3)
    wanted_from = day_field(label=_("Earliest start"), required=False)
    wanted_on = day_field(label=_("Wanted by"), required=False)
    account_manager_id = chosen(_("Account manager"))
    manager_id = chosen(_("Project manager"))
    retainer_id = chosen(_("Retainer"))
    new_kind = forms.BooleanField(label=_("This kind of work is new to us"), required=False)
    door = forms.ChoiceField(label=_("Origin"), choices=list(wording.DOORS.items()))
    source = text(_("Source of the new business"))
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

    def as_it_stands(self, thing: Brief) -> Mapping[str, Any]:
        """Initial values of a brief, with what it says now as what was seen."""
        said = self.fields_of(thing)
        shown = {name: major(said[name], thing.currency) if name in AMOUNTS else said[name] for name in NAMES}
        return shown | self.carried(thing)

    def fields_of(self, thing: Brief) -> Mapping[str, Any]:
        """What a brief says."""
        return asdict(said_of(thing))

    def typed(self) -> Mapping[str, Any]:
        """What was typed, as a brief says it."""
        return asdict(self.said())

    def said(self) -> BriefSaid:
        """The values as the command takes them."""
        values = {name: self.cleaned_data[name] for name in NAMES}
        for name in AMOUNTS:
            values[name] = minor(values[name], self.currency)
        return BriefSaid(**values)

    def was_seen(self) -> BriefSaid | None:
        """What stood on the page when the person began; None where the page did not say."""
        seen = self.seen_fields()
        return BriefSaid(**seen) if seen is not None and seen.keys() == set(NAMES) else None

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

    title = forms.CharField(label=_("Title"), max_length=200, widget=forms.TextInput(attrs={"autofocus": True}))
    said_words = words(_("What they need, in their words"), rows=3)
    said_by_id = chosen(_("Who said so"))
    said_on = day_field(label=_("Date"), required=False)
    said_where = text(_("Source"), 120, help_text=_("For example, a call, an email, a meeting."))
    goal_id = chosen(_("Client goal"))
    budget_kind = forms.ChoiceField(label=_("Budget"), required=False)
    budget_high = DecimalTextField(label=_("Amount"), required=False, most_places=3)
    wanted_on = day_field(label=_("Wanted by"), required=False)
    door = forms.ChoiceField(label=_("Origin"), widget=forms.RadioSelect, choices=list(wording.DOORS.items()))
    source = text(
        _("Source of the new business"),
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

    def said(self) -> BriefSaid:
        """The values as the command takes them."""
        values = dict(self.values())
        values["budget_high"] = minor(values["budget_high"], self.currency)
        return BriefSaid(**values)

    def how_known(self) -> Basis:
        """As the client said it."""
        named = dict(self.fields["said_by_id"].choices).get(self.cleaned_data["said_by_id"], "")  # type: ignore[attr-defined]
        values = self.cleaned_data
        return Basis(items.KNOWN, str(named), values["said_on"], values["said_where"]) if named else Basis()


class KnownForm(ActForm):
    """How well an item is known, and who at the client said so."""

    state = forms.ChoiceField(label=_("Confidence"), widget=forms.RadioSelect, initial=items.ASSUMED, choices=HOW_KNOWN)
    said_by = forms.ChoiceField(label=_("Who said so"), required=False)
    said_on = day_field(label=_("Date"), required=False)
    said_where = text(_("Source"), 120, help_text=_("For example, a call, an email, a meeting."))
    version = forms.IntegerField(widget=forms.HiddenInput)

    only_filters = True

    def __init__(self, *args: Any, choices: BriefChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["said_by"].choices = [("", "–"), *((name, name) for _key, name in choices.contacts)]  # type: ignore[attr-defined]

    def as_it_stands(self, thing: Fact) -> Mapping[str, Any]:
        """What was said of it before."""
        said = {name: getattr(thing, name) for name in ("said_by", "said_on", "said_where") if getattr(thing, name)}
        return said | {"version": thing.version}

    def how_known(self) -> Basis:
        """The values as the command takes them."""
        return Basis(**{name: value for name, value in self.values().items() if name != "version"})


class MoveForm(ActForm):
    """The evidence of a move to the client's side."""

    contact_id = chosen(_("Contact at the client"))
    told_on = day_field(label=_("Date"), required=False)
    told_where = text(
        _("Source"), help_text=_("For example, an email, a meeting, a call. Amity doesn’t email clients.")
    )
    note = words(_("Note"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, choices: BriefChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, choices, contact_id="contacts")
        for name in ("contact_id", "told_on", "told_where"):
            self.fields[name].required = True

    def as_it_stands(self, thing: Brief) -> Mapping[str, Any]:
        """Only the version can differ."""
        return {"version": thing.version}

    def said(self) -> MoveSaid:
        """The evidence as the command takes it."""
        return MoveSaid(**{name: value for name, value in self.values().items() if name != "version"})


class DropForm(ActForm):
    """Why a brief is dropped, or taken back into work."""

    note = words(_("Reason"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def as_it_stands(self, thing: Brief) -> Mapping[str, Any]:
        """Only the version can differ."""
        return {"version": thing.version}

    def said(self) -> MoveSaid:
        """The reason as the command takes it."""
        return MoveSaid(note=self.cleaned_data["note"])


class KeepTemplateForm(ActForm):
    """Under which name lines are kept, and for which service."""

    name = forms.CharField(label=_("Name"), max_length=120)
    service_id = chosen(_("Service"))

    def __init__(self, *args: Any, services: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service_id"].choices = [("", "–"), *services]  # type: ignore[attr-defined]


def offer(form: forms.Form, choices: BriefChoices, **names: str) -> None:
    """Fill selects with what can be chosen, or nothing."""
    for field, group in names.items():
        form.fields[field].choices = [("", "–"), *getattr(choices, group)]  # type: ignore[attr-defined]


def in_currency(form: Any, *names: str) -> None:
    """Say the currency beside the labels of amounts."""
    for name in names:
        form.fields[name].label = f"{form.fields[name].label}, {form.currency}"


def major(amount: int | None, currency: str) -> Decimal | None:
    """Minor units as a figure to type over."""
    return None if amount is None else Money(amount, currency).major


def minor(amount: Decimal | None, currency: str) -> int | None:
    """A figure as minor units."""
    return None if amount is None else round_half_even(amount, currency)
