"""Forms for finance at the end of a month."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.agency import rules as agency_rules
from amity.profitability.closing.pricing import Rate
from amity.profitability.models import MonthEnd
from amity.shared.money import Money, decimals
from amity.timesheets.forms import DayField
from amity.ui import formats
from amity.ui.forms import WordedForm
from amity.ui.number_fields import typed_from_zero

MOST_AN_HOUR = Decimal(100_000)
KEPT: Final = {"hx-preserve": "true"}
"""What is typed into a field stays when the page is drawn again after another point was settled."""


class NumberField(forms.CharField):
    """A field for a number in the person's format, not below zero."""

    default_error_messages: ClassVar = {"required": lazy("Enter a number.")}

    def clean(self, value: Any) -> Any:
        """Return the number. Raise `ValidationError`."""
        return typed_from_zero(super().clean(value))


class ReasonForm(forms.Form):
    """Form for the reason why a month is reopened or a point is accepted.

    `place` identifies a form on the page. Commands check the reason.
    """

    reason = forms.CharField(
        required=False,
        max_length=500,
        widget=forms.TextInput(
            attrs={"class": "form-control ctl-s w-rest", "placeholder": lazy("Why?"), "required": True}
        ),
    )

    def __init__(self, place: str, data: QueryDict | None = None, *, optional: bool = False) -> None:
        super().__init__(data, auto_id=f"{place}-%s")
        self.place = place
        attrs = self.fields["reason"].widget.attrs
        if optional:
            attrs.update({"placeholder": _("Reason (optional)"), "required": False})
        if data is None:
            attrs |= KEPT


class PayrollForm(WordedForm):
    """Form for the payroll of a month, in major units."""

    columns_of = MonthEnd

    payroll = NumberField(
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "decimal"} | KEPT),
        help_text=lazy("Salaries with employer costs, and payments to freelancers."),
    )

    def minor(self, currency: str) -> int:
        """Return the amount in minor units, cents rounded half-even."""
        scaled = self.cleaned_data["payroll"].scaleb(decimals(currency))
        return int(scaled.to_integral_value(rounding="ROUND_HALF_EVEN"))


class RateForm(forms.Form):
    """Form for an hourly cost from a date, of a person, a discipline or on average."""

    per_hour = NumberField(
        label=lazy("Hourly cost"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "ctl-s w-5 tab"}),
    )
    since = DayField(
        label=lazy("from"),
        widget=forms.DateInput(attrs={"type": "date", "class": "ctl-s w-7"}, format="%Y-%m-%d"),
    )
    level = forms.ChoiceField(choices=[(one, one) for one in agency_rules.COST_LEVELS], widget=forms.HiddenInput)
    person_id = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
    discipline_id = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)

    def clean_per_hour(self) -> Decimal:
        """Refuse a cost of 0, which would mean not known."""
        value: Decimal = self.cleaned_data["per_hour"]
        if not 0 < value < MOST_AN_HOUR:
            raise forms.ValidationError(_("Enter an hourly cost above 0."))
        return value.quantize(Decimal("0.0001"))

    def is_about(self, initial: Mapping[str, Any]) -> bool:
        """Return whether the form was sent for the same person, discipline or average as these initial values."""
        names = ("level", "person_id", "discipline_id")
        return all((self[name].data or "") == str(initial[name] or "") for name in names)

    def rate(self) -> Rate:
        """Return the entered hourly cost."""
        values = self.cleaned_data
        return Rate(values["level"], values["per_hour"], values["since"], values["person_id"], values["discipline_id"])


def major(minor: int | None, currency: str) -> str:
    """Return an amount for a field: major units, exact, in the person's number format."""
    return "" if minor is None else formats.number(Money(minor, currency).major, 0, decimals(currency))


def first_of(month: int) -> date:
    """Return the default first day of a month's rate."""
    return date(month // 100, month % 100, 1)
