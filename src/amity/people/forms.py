"""Forms for people: invitation, email address, name and preferences."""

from decimal import Decimal
from zoneinfo import available_timezones

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from amity.people import queries, rules
from amity.people.models import Person
from amity.people.rights.forms import RolesForm
from amity.ui.forms import WordedForm

LOCALES = [
    ("en_GB", "English (United Kingdom)"), ("en_US", "English (United States)"), ("en_IE", "English (Ireland)"),
    ("de_DE", "Deutsch (Deutschland)"), ("de_AT", "Deutsch (Österreich)"), ("de_CH", "Deutsch (Schweiz)"),
    ("fr_FR", "français (France)"),
]  # fmt: skip
FORMATS = [
    ("it_IT", "italiano (Italia)"), ("es_ES", "español (España)"),
    ("nl_NL", "Nederlands (Nederland)"), ("pt_PT", "português (Portugal)"), ("pl_PL", "polski (Polska)"),
    ("cs_CZ", "čeština (Česko)"), ("da_DK", "dansk (Danmark)"), ("nb_NO", "norsk bokmål (Norge)"),
    ("sv_SE", "svenska (Sverige)"), ("fi_FI", "suomi (Suomi)"), ("ja_JP", "日本語 (日本)"),
]  # fmt: skip
"""Without a translation: pages are in English."""


def discipline_choices() -> list[tuple[str, str]]:
    """Return the choices of disciplines for a form, where "" is none."""
    return [("", "–"), *((str(one.pk), one.name) for one in queries.disciplines())]


def zone_choices() -> list[tuple[str, str]]:
    """Return the choices of time zones, by name."""
    return [(name, name.replace("_", " ")) for name in sorted(available_timezones()) if "/" in name or name == "UTC"]


def optional_id(text: str) -> int | None:
    """Return the id a choice names, or None."""
    return int(text) if text else None


class InviteForm(RolesForm):
    """Form to invite a person."""

    columns_of = Person

    name = forms.CharField(max_length=200)
    mail = forms.EmailField()
    discipline_id = forms.TypedChoiceField(
        choices=discipline_choices, required=False, coerce=optional_id, empty_value=None
    )
    weekly_hours = forms.DecimalField(
        label=_("Hours a week"), min_value=Decimal(0), max_value=Decimal(168), decimal_places=2, required=False
    )
    field_order = ("name", "mail", "roles", "discipline_id", "weekly_hours")


class MailForm(WordedForm):
    """Form for a person's email address."""

    columns_of = Person

    mail = forms.EmailField()


class NameForm(WordedForm):
    """Form for a person's name."""

    columns_of = Person

    name = forms.CharField(max_length=200)


class NothingForm(forms.Form):
    """Form without fields, for an action that needs only a button."""


class PreferencesForm(WordedForm):
    """Form for a person's language, time zone, hours format, theme and density."""

    columns_of = Person

    locale = forms.ChoiceField(
        label=_("Language, numbers and dates"),
        choices=[*LOCALES, (_("English, with numbers and dates as in"), FORMATS)],
    )
    time_zone = forms.ChoiceField(choices=lazy(zone_choices, list)())
    decimal_hours = forms.BooleanField(required=False)
    theme = forms.ChoiceField(
        choices=list(zip(rules.THEMES, (_("same as device"), _("light"), _("dark")), strict=True)),
        widget=forms.RadioSelect,
    )
    density = forms.ChoiceField(
        label=_("Row height"),
        choices=list(zip(rules.DENSITIES, (_("standard"), _("compact"), _("spacious")), strict=True)),
        required=False,
        widget=forms.RadioSelect,
    )
