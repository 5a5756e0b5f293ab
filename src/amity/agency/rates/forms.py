"""Forms for rates."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.agency import queries, rules
from amity.agency.forms import currency_choices
from amity.agency.models import CardPrice, CostRate, ExchangeRate
from amity.people import queries as people
from amity.ui.forms import WordedForm


def level_choices() -> list[tuple[str, str]]:
    """Cost levels in words."""
    words = (_("agency average"), _("by discipline"), _("by person"))
    return [(level, str(word)) for level, word in zip(rules.COST_LEVELS, words, strict=True)]


def discipline_choices() -> list[tuple[str, str]]:
    """Return the choices of disciplines, with "" for none."""
    return [("", "–"), *((str(one.pk), one.name) for one in people.disciplines())]


def service_choices() -> list[tuple[str, str]]:
    """Return the choices of services, with "" for none."""
    return [("", "–"), *((str(one.pk), one.name) for one in queries.services())]


def person_choices() -> list[tuple[str, str]]:
    """Return the choices of people, with "" for no one."""
    return [("", "–"), *((str(one.pk), one.name) for one in people.people())]


def optional(choices: Any) -> forms.TypedChoiceField:
    """Return an optional field for choosing a row by its id."""
    return forms.TypedChoiceField(choices=choices, required=False, coerce=int, empty_value=None)


def since() -> forms.DateField:
    """Return the field for the date from which a rate applies."""
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))


class CostLevelForm(forms.Form):
    """Form for choosing the level of hourly costs."""

    level = forms.ChoiceField(label=_("Hourly cost"), choices=level_choices)


class CostRateForm(WordedForm):
    """A dated cost rate."""

    columns_of = CostRate

    level = forms.ChoiceField(label=_("For"), choices=level_choices)
    discipline_id = optional(discipline_choices)
    person_id = optional(person_choices)
    per_hour = forms.DecimalField(min_value=Decimal(0), max_digits=12, decimal_places=4)
    heads = forms.DecimalField(required=False, min_value=Decimal(0), max_digits=7, decimal_places=2)
    valid_from = since()


class CardPriceForm(WordedForm):
    """A dated price on the rate card."""

    columns_of = CardPrice

    discipline_id = optional(discipline_choices)
    service_id = optional(service_choices)
    currency = forms.ChoiceField(choices=currency_choices)
    per_hour = forms.DecimalField(min_value=Decimal(0), max_digits=12, decimal_places=4)
    valid_from = since()


class ExchangeRateForm(WordedForm):
    """A dated exchange rate."""

    columns_of = ExchangeRate

    currency = forms.ChoiceField(choices=currency_choices)
    rate = forms.DecimalField(min_value=Decimal(0), max_digits=18, decimal_places=8)
    valid_from = since()
