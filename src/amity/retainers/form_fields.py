"""Fields for quantities in the unit of a retainer."""

from typing import Any

from django import forms

from amity.shared.money import round_half_even
from amity.shared.values import LARGEST
from amity.ui.acts import ActForm
from amity.ui.number_fields import DecimalTextField, HoursField


def quantity_field(kind: str, **kwargs: Any) -> forms.Field:
    """Return a field for a quantity in the unit of a retainer."""
    if kind == "units":
        return forms.IntegerField(min_value=0, max_value=LARGEST, **kwargs)
    return DecimalTextField(most_places=3, **kwargs) if kind == "value" else HoursField(**kwargs)


def minor(amount: Any, currency: str) -> int | None:
    """Return minor units of an amount in major ones."""
    return None if amount is None else round_half_even(amount, currency)


def optional_number(value: str) -> int | None:
    """Return the chosen number, or None without a choice."""
    return int(value) if value else None


class QuantityForm(ActForm):
    """A form with a quantity in the unit of its retainer."""

    quantity = ""

    def __init__(self, *args: Any, kind: str, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.currency = kind, currency
        old = self.fields[self.quantity]
        self.fields[self.quantity] = quantity_field(kind, label=old.label, help_text=old.help_text)

    def amount_in(self, values: dict[str, Any]) -> int:
        """Return the quantity, in seconds, minor units or units of work."""
        typed = values[self.quantity]
        return (minor(typed, self.currency) or 0) if self.kind == "value" else int(typed)
