"""Form fields that several forms of briefs share, and amounts in major and minor units."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db import models

from amity.briefs.choices import BriefChoices
from amity.briefs.models import Brief
from amity.shared.money import Money, round_half_even
from amity.ui.figures import day_field

SHORT = 200


def column(name: str, **kwargs: Any) -> forms.Field:
    """Return the form field of a column of a brief, with its limit from the model; the form labels it."""
    found = Brief._meta.get_field(name)
    if isinstance(found, models.ForeignKey):
        return chosen(**kwargs)
    if isinstance(found, models.DateField):
        return day_field(required=False, **kwargs)
    if isinstance(found, models.CharField):
        return text(most=found.max_length or SHORT, **kwargs)
    return words(**kwargs)


def chosen(label: Any = None, **kwargs: Any) -> forms.TypedChoiceField:
    """A thing of ours chosen by its id; None where nothing is."""
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=None, required=False, **kwargs)


def words(label: Any = None, most: int = 5000, rows: int = 2, **kwargs: Any) -> forms.CharField:
    """Some lines of text."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, required=False, widget=widget, **kwargs)


def text(label: Any = None, most: int = SHORT, **kwargs: Any) -> forms.CharField:
    """One line of text."""
    return forms.CharField(label=label, max_length=most, required=False, **kwargs)


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
