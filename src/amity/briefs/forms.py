"""Forms of a brief, with amounts in major units of its currency."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts.evidence_fields import WHEN, WHO, when_field, who_field
from amity.briefs import wording
from amity.briefs.choices import BriefChoices
from amity.briefs.fields import NAMES, RANGE, BriefFields
from amity.briefs.form_fields import OF_WORDS, chosen_label, in_currency, offer_all, plain_items
from amity.briefs.items import rules as items
from amity.briefs.items.commands import Basis
from amity.briefs.merges.forms import MergingForm
from amity.briefs.models import Brief
from amity.facts.basis_fields import basis_field
from amity.shared.values import value_of
from amity.ui.channels import HOW, how_field, offer_channels
from amity.ui.value_forms import ValueForm

DAYS = ("stated_on", "wanted_from", "wanted_on")
NEED = _("What they need, in their words")
SOURCE = {"stated_by_id": WHO, "stated_in": HOW, "stated_on": WHEN}
NAME_SOMEBODY = _("Choose who said so, or mark it as assumed.")


class BriefForm(ValueForm[BriefFields], MergingForm):
    """Form for all fields of a brief. Each belongs to one item of `rules.items.TABLE`.

    The quoted words have a source of their own. `known_from_id` with its date and place is that of the other changes.
    """

    value = BriefFields
    rows = "briefs.Brief"
    choices = {"budget_kind": wording.BUDGETS, "door": wording.DOORS}
    labels = {"client_words": NEED, **SOURCE}
    widgets = {
        **dict.fromkeys(("measure", "baseline", "target"), forms.Textarea(attrs={"rows": 1})),
        **dict.fromkeys(("done_when", "audience", "constraints", "exclusions"), forms.Textarea(attrs={"rows": 2})),
    }
    basis = basis_field()
    known_from_id = who_field(WHO)
    known_in = how_field()
    known_on = when_field()
    days = DAYS
    only_filters = True  # the page lists the required fields by size

    def __init__(self, *args: Any, choices: BriefChoices, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency = self.amounts_in = choices.currency
        offer_all(self, choices)
        self.offer_people("known_from_id", choices.contacts, [pk for pk, _name in choices.contacts])
        offer_channels(self, "known_in")
        self.initial["known_on"] = today
        in_currency(self, "budget_low", "budget_high")

    def current_values(self, thing: Brief) -> Mapping[str, Any]:
        """Return the initial values of a brief, also stored as the values the person saw."""
        return {**self.initial_values(thing), **self.carried(thing), **_source_of(thing)}

    def fields_of(self, thing: Brief) -> Mapping[str, Any]:
        """Return the values of a brief."""
        return asdict(value_of(thing, BriefFields))

    def typed_fields(self) -> Mapping[str, Any]:
        """Return the typed values as a brief stores them."""
        return asdict(self.value_given())

    def was_seen(self) -> BriefFields | None:
        """Return the values shown when the person started, or None if the page didn't send them."""
        seen = self.seen_fields()
        return BriefFields(**seen) if seen is not None and seen.keys() == set(NAMES) else None

    def clean(self) -> dict[str, Any]:
        """Refuse a client's statement without its source."""
        values = super().clean() or {}
        if values.get("basis") == items.KNOWN and not values.get("known_from_id"):
            self.add_error("known_from_id", NAME_SOMEBODY)
        return values

    def how_known(self) -> Basis:
        """Return how certain the typed values are: stated by the client, or assumed."""
        if self.cleaned_data["basis"] != items.KNOWN:
            return Basis()
        values = self.cleaned_data
        return Basis(items.KNOWN, chosen_label(self, "known_from_id"), values["known_on"], values["known_in"])


def _source_of(brief: Brief) -> Mapping[str, Any]:
    """Return the brief's own source, which what is learned next most likely has, too."""
    if not brief.stated_by_id:
        return {}
    source = {"known_from_id": brief.stated_by_id, "known_in": brief.stated_in}
    return source | ({"known_on": brief.stated_on} if brief.stated_on else {})


class NewBriefForm(ValueForm[BriefFields]):
    """Form for a new brief. Its page asks for the other fields that its size needs."""

    value = BriefFields
    rows = "briefs.Brief"
    body = "briefs/new_fields.html"
    choices = {"door": wording.DOORS}
    labels = {"client_words": NEED, **SOURCE}
    hints = {
        "source": _("For new business only: the pitch, the tender, or who introduced it."),
    }
    widgets = {"title": forms.TextInput(attrs={"autofocus": True}), "door": forms.RadioSelect()}
    left_out = (
        "measure", "baseline", "target", "done_when", "audience", "constraints", "exclusions", "approver_id",
        "budget_low", "wanted_from", "account_manager_id", "manager_id", "retainer_id", "new_kind",
    )  # fmt: skip
    only_filters = True

    def __init__(self, *args: Any, choices: BriefChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency = self.amounts_in = choices.currency
        offer_all(self, choices)
        in_currency(self, "budget_high")
        if not choices.goals:
            del self.fields["goal_id"]
        self.offer("budget_kind", [(kind, label) for kind, label in wording.BUDGETS.items() if kind != RANGE])

    def parts(self) -> list[list[dict[str, Any]]]:
        """Return the rows of the form: the words and who said so, then money and time, and last where it came from."""
        goal = ("goal_id",) if "goal_id" in self.fields else ()
        return [
            plain_items(self, ("title",), ("client_words",), *OF_WORDS),
            plain_items(self, ("budget_kind", "budget_high"), ("wanted_on",), *([goal] if goal else [])),
            plain_items(self, ("door", "source")),
        ]

    def how_known(self) -> Basis:
        """Return the basis of the typed values: stated by the named contact, otherwise assumed."""
        named = chosen_label(self, "stated_by_id")
        values = self.cleaned_data
        return Basis(items.KNOWN, named, values["stated_on"], values["stated_in"]) if named else Basis()
