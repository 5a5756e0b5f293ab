"""The form for terms from a period on."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.agreements.guards import time_is_approved
from amity.retainers import wording
from amity.retainers.form_fields import minor, quantity_field
from amity.retainers.models import RetainerTerms
from amity.retainers.terms.rules import PeriodTerms
from amity.shared.money import Money, Rate
from amity.ui.acts import ActForm
from amity.ui.number_fields import DecimalTextField, HoursField, day_field


class PeriodTermsForm(ActForm):
    """Form for terms from a period on, prefilled from the current ones. Only the first period can set the kind."""

    columns_of = RetainerTerms

    valid_from = day_field()
    kind = forms.ChoiceField(widget=forms.RadioSelect)
    period_months = forms.TypedChoiceField(coerce=int)
    included_seconds = HoursField(label=_("Included hours"), required=False)
    included_value = DecimalTextField(label=_("Included value"), required=False, most_places=3)
    included_units = quantity_field("units", label=_("Included units"), required=False)
    fee = DecimalTextField(required=False, most_places=3, help_text=_("Leave blank to use the agreement’s fee."))
    rollover = forms.ChoiceField()
    cap_percent = forms.IntegerField(
        label=_("Rollover limit, % of included"), required=False, min_value=0, max_value=1000,
        help_text=_("Leave blank for no limit."),
    )  # fmt: skip
    expiry = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=120,
        help_text=_("Leave blank for no expiry."),
    )
    counted = forms.ChoiceField()
    rate = DecimalTextField(
        label=_("Overage rate per hour or unit"), required=False,
        help_text=_("Leave blank if overage has no price. It is then written off."),
    )  # fmt: skip
    tier_above = DecimalTextField(
        required=False,
        help_text=_("Hours or units. Leave blank to use this rate for all overage."),
    )
    rate_above = DecimalTextField(label=_("Rate above the first step"), required=False)
    over = forms.ChoiceField()

    only_filters = True  # fields that can be blank have a hint instead of “optional”
    groups = (
        (
            _("Included per period"),
            ("valid_from", "period_months", "fee", "included_seconds", "included_value", "included_units", "counted"),
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
            for kind, name in (("hours", "seconds"), ("value", "value"), ("units", "units")):
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
            "included_units": terms.included if terms.kind == "units" else None,
            "fee": major(terms.fee), "cap_percent": None if terms.cap is None else terms.cap // 100,
            "expiry": terms.expiry, "counted": terms.counted, "over": terms.usual_over,
            "rate": terms.rate.per_hour if terms.rate else None,
            "tier_above": None if tier is None else Decimal(tier) / (3600 if terms.kind == "hours" else 1),
            "rate_above": terms.rate_above.per_hour if terms.rate_above else None,
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Require a rate for overage that is billed. Overage in value is billed at that value."""
        values = super().clean() or self.cleaned_data
        is_priced = values.get("kind") in ("value", "access") or values.get("rate") is not None
        if values.get("over") == "billed" and not is_priced and "rate" not in self.errors:
            self.add_error("rate", _("Enter the rate at which overage is billed, or choose that it is written off."))
        return values

    def terms(self) -> PeriodTerms:
        """Return the form's values as terms for the command."""
        values = self.cleaned_data
        kind = values["kind"]
        included = {
            "hours": values.get("included_seconds"), "units": values.get("included_units"),
            "value": minor(values.get("included_value"), self.currency),
        }  # fmt: skip
        tier = values["tier_above"]
        return PeriodTerms(
            valid_from=values["valid_from"], kind=kind, included=included.get(kind), rollover=values["rollover"],
            cap=None if values["cap_percent"] is None else values["cap_percent"] * 100, expiry=values["expiry"],
            counted=values["counted"], fee=minor(values["fee"], self.currency), rate=self._rate("rate"),
            tier_above=None if tier is None else int(tier * (3600 if kind == "hours" else 1)),
            rate_above=self._rate("rate_above"), over=values["over"], period_months=values["period_months"],
        )  # fmt: skip

    def _rate(self, name: str) -> Rate | None:
        value = self.cleaned_data[name]
        return None if value is None else Rate(value, self.currency)
