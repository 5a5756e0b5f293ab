"""What is typed about retainers: hours as people write them, amounts in major units, pieces as they are."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.agreements.guards import time_is_approved
from amity.retainers import wording
from amity.retainers.queries.choices import CallOffChoices
from amity.retainers.rules.terms import PeriodTerms
from amity.shared.money import Money, Rate, round_half_even
from amity.ui.acts import ActForm
from amity.ui.figures import DecimalTextField, HoursField, day_field


def quantity_field(kind: str, **kwargs: Any) -> forms.Field:
    """A field for a quantity in the unit of a retainer."""
    if kind == "pieces":
        return forms.IntegerField(min_value=0, **kwargs)
    return DecimalTextField(most_places=3, **kwargs) if kind == "value" else HoursField(**kwargs)


def minor(amount: Any, currency: str) -> int | None:
    """Minor units of what was typed in major ones."""
    return None if amount is None else round_half_even(amount, currency)


def _number(value: str) -> int | None:
    return int(value) if value else None


class PeriodTermsForm(ActForm):
    """Terms from a period on, beginning with those in force. What a retainer holds is chosen for its first period."""

    valid_from = day_field(label=_("Effective from"))
    kind = forms.ChoiceField(label=_("What it holds"), widget=forms.RadioSelect)
    period_months = forms.TypedChoiceField(label=_("Period length"), coerce=int)
    included_seconds = HoursField(label=_("Included hours"), required=False)
    included_value = DecimalTextField(label=_("Included value"), required=False, most_places=3)
    included_pieces = forms.IntegerField(label=_("Included units"), required=False, min_value=0)
    fee = DecimalTextField(
        label=_("Monthly fee"), required=False, most_places=3, help_text=_("Leave blank to use the agreement’s fee.")
    )
    rollover = forms.ChoiceField(label=_("Rollover"))
    cap_percent = forms.IntegerField(
        label=_("Rollover limit, % of included"), required=False, min_value=0, max_value=1000,
        help_text=_("Leave blank for no limit."),
    )  # fmt: skip
    expiry = forms.IntegerField(
        label=_("Periods until expiry"),
        required=False,
        min_value=0,
        max_value=120,
        help_text=_("Leave blank for no expiry."),
    )
    counted = forms.ChoiceField(label=_("What counts as used"))
    rate = DecimalTextField(label=_("Overage rate per hour or unit"), required=False)
    tier_above = DecimalTextField(
        label=_("First step up to"),
        required=False,
        help_text=_("Hours or units. Leave blank to use this rate for all overage."),
    )
    rate_above = DecimalTextField(label=_("Rate above the first step"), required=False)
    over = forms.ChoiceField(label=_("Overage billing"))

    only_filters = True  # what may stay empty says so in its hint
    groups = (
        (
            _("Included per period"),
            ("valid_from", "period_months", "fee", "included_seconds", "included_value", "included_pieces", "counted"),
        ),
        (_("Rollover"), ("rollover", "cap_percent", "expiry")),
        (_("Overage"), ("over", "rate", "tier_above", "rate_above")),
    )

    def __init__(self, *args: Any, terms: PeriodTerms, currency: str, first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency = currency
        counted = [one for one in wording.COUNTED.items() if one[0] != "approved" or time_is_approved()]
        choices = {
            "kind": wording.KINDS.items() if first else [(terms.kind, wording.KINDS[terms.kind])],
            "period_months": wording.LENGTHS.items(), "rollover": wording.ROLLOVERS.items(), "counted": counted,
            "over": wording.OVERS.items(),
        }  # fmt: skip
        for name, offered in choices.items():
            self.fields[name].choices = list(offered)  # type: ignore[attr-defined]
        if not first:
            length = str(terms.period_months)
            self.fields["period_months"].choices = [(length, wording.LENGTHS[length])]  # type: ignore[attr-defined]
            for kind, name in (("hours", "seconds"), ("value", "value"), ("pieces", "pieces")):
                if kind != terms.kind:
                    del self.fields[f"included_{name}"]
        self.initial = {**self._of(terms), **self.initial}

    def _of(self, terms: PeriodTerms) -> dict[str, Any]:
        def major(amount: int | None) -> Decimal | None:
            return None if amount is None else Money(amount, self.currency).major

        tier = terms.tier_above
        return {
            "kind": terms.kind, "period_months": str(terms.period_months), "rollover": terms.rollover,
            "included_seconds": terms.included if terms.kind == "hours" else None,
            "included_value": major(terms.included) if terms.kind == "value" else None,
            "included_pieces": terms.included if terms.kind == "pieces" else None,
            "fee": major(terms.fee), "cap_percent": None if terms.cap is None else terms.cap // 100,
            "expiry": terms.expiry, "counted": terms.counted, "over": terms.over,
            "rate": terms.rate.per_hour if terms.rate else None,
            "tier_above": None if tier is None else Decimal(tier) / (3600 if terms.kind == "hours" else 1),
            "rate_above": terms.rate_above.per_hour if terms.rate_above else None,
        }  # fmt: skip

    def terms(self) -> PeriodTerms:
        """The values as the command takes them."""
        said = self.cleaned_data
        kind = said["kind"]
        included = {
            "hours": said.get("included_seconds"), "pieces": said.get("included_pieces"),
            "value": minor(said.get("included_value"), self.currency),
        }  # fmt: skip
        tier = said["tier_above"]
        return PeriodTerms(
            valid_from=said["valid_from"], kind=kind, included=included.get(kind), rollover=said["rollover"],
            cap=None if said["cap_percent"] is None else said["cap_percent"] * 100, expiry=said["expiry"],
            counted=said["counted"], fee=minor(said["fee"], self.currency), rate=self._rate("rate"),
            tier_above=None if tier is None else int(tier * (3600 if kind == "hours" else 1)),
            rate_above=self._rate("rate_above"), over=said["over"], period_months=said["period_months"],
        )  # fmt: skip

    def _rate(self, name: str) -> Rate | None:
        value = self.cleaned_data[name]
        return None if value is None else Rate(value, self.currency)


class QuantityForm(ActForm):
    """A form with a quantity in the unit of its retainer."""

    quantity = ""

    def __init__(self, *args: Any, kind: str, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.currency = kind, currency
        old = self.fields[self.quantity]
        self.fields[self.quantity] = quantity_field(kind, label=old.label, help_text=old.help_text)

    def amount_in(self, values: dict[str, Any]) -> int:
        """The quantity, in seconds, minor units or pieces."""
        typed = values[self.quantity]
        return (minor(typed, self.currency) or 0) if self.kind == "value" else int(typed)


class TopUpForm(QuantityForm):
    """Something bought beside what is included."""

    quantity = "amount"
    amount = forms.CharField(label=_("Amount"))
    price = DecimalTextField(label=_("Total price"), most_places=3)
    valid_from = day_field(label=_("Valid from"))
    expires_on = day_field(label=_("Expiry date"), required=False, help_text=_("Leave blank for no expiry."))
    note = forms.CharField(label=_("Note"), max_length=200, required=False)


class OverForm(QuantityForm):
    """What is given of what was over."""

    quantity = "given"
    given = forms.CharField(label=_("Amount written off"), help_text=_("The rest is billed."))


class DeliveryForm(ActForm):
    """Pieces handed over."""

    pieces = forms.IntegerField(label=_("Number of units"), min_value=1)
    delivered_on = day_field(label=_("Delivery date"))
    what = forms.CharField(label=_("Description"), max_length=200, required=False)


class CallOffForm(ActForm):
    """What the client asks for within the retainer."""

    title = forms.CharField(label=_("Request"), max_length=300)
    contact_id = forms.TypedChoiceField(label=_("Requested by"), required=False, coerce=_number, empty_value=None)
    asked_on = day_field(label=_("Request date"))
    planned_seconds = HoursField(label=_("Planned hours"), required=False)
    line_id = forms.TypedChoiceField(label=_("Line"), required=False, coerce=_number, empty_value=None)
    wanted_on = day_field(label=_("Due date"), required=False, help_text=_("Leave blank if it can wait."))
    project_id = forms.TypedChoiceField(label=_("Project"), coerce=_number)

    def __init__(self, *args: Any, offered: CallOffChoices, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"asked_on": today, **self.initial}
        self.fields["contact_id"].choices = [("", _("no one")), *offered.contacts]  # type: ignore[attr-defined]
        self.fields["line_id"].choices = [("", _("none yet")), *offered.lines]  # type: ignore[attr-defined]
        if "project_id" in self.fields:
            self.fields["project_id"].choices = offered.projects  # type: ignore[attr-defined]
        if len(offered.projects) == 1 and "project_id" in self.fields:
            self.fields["project_id"].widget = forms.HiddenInput()
            self.initial["project_id"] = offered.projects[0][0]


class ChangedCallOffForm(CallOffForm):
    """The same of a request that stands: its project stays."""

    project_id = None  # type: ignore[assignment]
    version = forms.IntegerField(widget=forms.HiddenInput)

    def as_it_stands(self, thing: Any) -> Mapping[str, Any]:
        """A call-off with its work item."""
        return {
            "title": thing.item.title, "contact_id": thing.contact_id, "asked_on": thing.asked_on,
            "planned_seconds": thing.item.planned_seconds, "line_id": thing.item.line_id, "wanted_on": thing.wanted_on,
            "version": thing.version,
        }  # fmt: skip


class NoteForm(ActForm):
    """A note to the client about a period, as it was sent."""

    text = forms.CharField(label=_("Text of the note"), widget=forms.Textarea(attrs={"rows": 11, "spellcheck": "true"}))
    contact_id = forms.TypedChoiceField(label=_("Recipient"), required=False, coerce=_number, empty_value=None)
    period = forms.DateField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, contacts: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact_id"].choices = [("", _("No contact named")), *contacts]  # type: ignore[attr-defined]
