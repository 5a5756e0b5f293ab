"""Forms for the agency's settings."""

from typing import Any
from zoneinfo import available_timezones

from babel.core import get_global
from django import forms
from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from amity.agency import calendars
from amity.agency.models import Agency
from amity.agency.queries import agency
from amity.agency.rates.queries import exchange_rates
from amity.ui.forms import WordedForm
from amity.ui.reader_format import babel_locale, ways


def currency_choices() -> list[tuple[str, str]]:
    """Return the currencies in use today by code, named in the person's language."""
    names = babel_locale(ways().locale).currencies
    codes = {
        row[0] for rows in get_global("territory_currencies").values() for row in rows if row[2] is None and row[3]
    }
    return [("", "–"), *((code, f"{code} · {names.get(code, code)}") for code in sorted(codes))]


def grouped_currencies() -> list[tuple[Any, Any]]:
    """Return the currencies in groups: the agency's own and those with an exchange rate before all others."""
    named = dict(currency_choices()[1:])
    used = [code for code in dict.fromkeys([agency().currency, *sorted(exchange_rates())]) if code in named]
    others = [(code, label) for code, label in named.items() if code not in used]
    return [(_("Currencies you use"), [(code, named[code]) for code in used]), (_("Other currencies"), others)]


def country_choices() -> list[tuple[str, str]]:
    """Return the countries whose public holidays are known, named in the person's language."""
    names = babel_locale(ways().locale).territories
    return [
        ("", "–"),
        *sorted(((code, names.get(code, code)) for code in calendars.countries()), key=lambda row: row[1]),
    ]


def zone_choices() -> list[tuple[str, str]]:
    """Time zones by name."""
    return [("", "–"), *((name, name.replace("_", " ")) for name in sorted(available_timezones()) if "/" in name)]


class FirstForm(WordedForm):
    """Form of the first page, for the settings not given when the instance was made."""

    columns_of = Agency

    name = forms.CharField(max_length=200)
    currency = forms.ChoiceField(
        choices=lazy(currency_choices, list)(),
        help_text=_("The agency reports in this currency. It can’t change once amounts are recorded."),
    )
    country = forms.ChoiceField(
        choices=lazy(country_choices, list)(), help_text=_("Its public holidays set the calendar.")
    )
    time_zone = forms.ChoiceField(choices=lazy(zone_choices, list)())


class FrameForm(FirstForm):
    """Form for changing the settings later, with the version that was read."""

    language = forms.ChoiceField(
        required=False, choices=settings.LANGUAGES,
        help_text=_("For clients whose language isn’t known, whoever writes to them."),
    )  # fmt: skip
    colour = forms.CharField(
        required=False, max_length=20,
        help_text=_("On pages for clients. For example, #0b7570. Leave blank for Amity’s."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)
