"""What is filled in about the agency and its rates."""

from decimal import Decimal
from typing import Any
from zoneinfo import available_timezones

from babel.core import get_global
from django import forms
from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from amity.agency import calendars, queries, rules
from amity.people import queries as people
from amity.ui.readings import NotANumber, parse_decimal
from amity.ui.ways import babel_locale, ways


def currency_choices() -> list[tuple[str, str]]:
    """Currencies in use today, by code, named in the person's language."""
    names = babel_locale(ways().locale).currencies
    codes = {
        row[0] for rows in get_global("territory_currencies").values() for row in rows if row[2] is None and row[3]
    }
    return [("", "–"), *((code, f"{code} · {names.get(code, code)}") for code in sorted(codes))]


def country_choices() -> list[tuple[str, str]]:
    """Countries whose public holidays are known, named in the person's language."""
    names = babel_locale(ways().locale).territories
    return [
        ("", "–"),
        *sorted(((code, names.get(code, code)) for code in calendars.countries()), key=lambda row: row[1]),
    ]


def zone_choices() -> list[tuple[str, str]]:
    """Time zones by name."""
    return [("", "–"), *((name, name.replace("_", " ")) for name in sorted(available_timezones()) if "/" in name)]


def level_choices() -> list[tuple[str, str]]:
    """Cost levels in words."""
    words = (_("agency average"), _("by discipline"), _("by person"))
    return [(level, str(word)) for level, word in zip(rules.COST_LEVELS, words, strict=True)]


def discipline_choices() -> list[tuple[str, str]]:
    """Disciplines; "" is none."""
    return [("", "–"), *((str(one.pk), one.name) for one in people.disciplines())]


def service_choices() -> list[tuple[str, str]]:
    """Services; "" is none."""
    return [("", "–"), *((str(one.pk), one.name) for one in queries.services())]


def person_choices() -> list[tuple[str, str]]:
    """People; "" is nobody."""
    return [("", "–"), *((str(one.pk), one.name) for one in people.people())]


def optional(label: Any, choices: Any) -> forms.TypedChoiceField:
    """A choice of something by its id, which may be left out."""
    return forms.TypedChoiceField(label=label, choices=choices, required=False, coerce=int, empty_value=None)


def since() -> forms.DateField:
    """From which day something holds."""
    return forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))


class FirstForm(forms.Form):
    """What the first page asks for: whatever was not given when the instance was made."""

    name = forms.CharField(label=_("Agency name"), max_length=200)
    currency = forms.ChoiceField(
        label=_("Currency"),
        choices=lazy(currency_choices, list)(),
        help_text=_("The agency reports in this currency. It can’t change once amounts are recorded."),
    )
    country = forms.ChoiceField(
        label=_("Country"), choices=lazy(country_choices, list)(), help_text=_("Its public holidays set the calendar.")
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=lazy(zone_choices, list)())


class FrameForm(FirstForm):
    """The same, later; with the version it was read at."""

    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=lambda: [("", "–"), *settings.LANGUAGES],
        help_text=_("For clients whose language isn’t known. Leave blank to use the sender’s."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)


class LimitForm(forms.Form):
    """One limit, in the unit it is shown in."""

    value = forms.CharField(label=_("Value"), max_length=20)

    def clean_value(self) -> Decimal:
        """The number as the person writes numbers, not below zero."""
        try:
            value = parse_decimal(self.cleaned_data["value"], ways().locale)
        except NotANumber:
            raise forms.ValidationError(_("Enter a number.")) from None
        if value < 0:
            raise forms.ValidationError(_("Enter 0 or more."))
        return value


class ServiceForm(forms.Form):
    """Something the agency sells."""

    name = forms.CharField(label=_("New service"), max_length=120)


class CostLevelForm(forms.Form):
    """What an hour costs by."""

    level = forms.ChoiceField(label=_("Hourly cost"), choices=level_choices)


class CostRateForm(forms.Form):
    """A dated cost rate."""

    level = forms.ChoiceField(label=_("For"), choices=level_choices)
    discipline_id = optional(_("Discipline"), discipline_choices)
    person_id = optional(_("Person"), person_choices)
    per_hour = forms.DecimalField(label=_("Hourly cost"), min_value=Decimal(0), max_digits=12, decimal_places=4)
    heads = forms.DecimalField(
        label=_("Number of people"), required=False, min_value=Decimal(0), max_digits=7, decimal_places=2
    )
    valid_from = since()


class CardPriceForm(forms.Form):
    """A dated price on the rate card."""

    discipline_id = optional(_("Discipline"), discipline_choices)
    service_id = optional(_("Service"), service_choices)
    currency = forms.ChoiceField(label=_("Currency"), choices=currency_choices)
    per_hour = forms.DecimalField(label=_("Hourly rate"), min_value=Decimal(0), max_digits=12, decimal_places=4)
    valid_from = since()


class ExchangeRateForm(forms.Form):
    """A dated exchange rate."""

    currency = forms.ChoiceField(label=_("Currency"), choices=currency_choices)
    rate = forms.DecimalField(label=_("Worth of one unit"), min_value=Decimal(0), max_digits=18, decimal_places=8)
    valid_from = since()
