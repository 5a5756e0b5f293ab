"""The first two questions as forms."""

from decimal import Decimal
from typing import Any, ClassVar

from babel import Locale
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from amity.agency import calendars
from amity.ui.forms import NonceForm
from amity.ui.number_parsing import NotANumber, parse_decimal
from amity.ui.reader_format import babel_locale, ways

MOST = Decimal(10) ** 12


class FigureField(forms.CharField):
    """A field for a figure in the person's locale, above 0 and at most `most`."""

    default_error_messages: ClassVar = {"required": _("Enter a number.")}

    def __init__(self, *, most: Decimal, **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)
        self.most = most
        self.widget.attrs.setdefault("inputmode", "decimal")
        self.widget.attrs.setdefault("autocomplete", "off")

    def clean(self, value: Any) -> Any:
        """Return the figure as a `Decimal`, or None."""
        text = super().clean(value)
        if not text:
            return None
        try:
            figure = parse_decimal(text.strip("€$£¥ "), ways().locale)
        except NotANumber:
            raise ValidationError(_("Enter a number.")) from None
        if figure <= 0:
            raise ValidationError(_("Enter more than 0."))
        if figure > self.most:
            raise ValidationError(_("Enter a smaller number."))
        return figure


class PeopleCostForm(NonceForm):
    """Form for question 1. Amounts are in major units of the agency's currency."""

    people_cost = FigureField(
        label=_("Total cost of people per month"),
        most=MOST,
        help_text=_("salaries, employer’s contributions, freelancers on a standing contract"),
    )
    heads = FigureField(
        label=_("Headcount"), most=Decimal(100_000), help_text=_("everyone who logs time, part-time as 0.5")
    )
    weekly_hours = FigureField(label=_("Hours a week"), most=Decimal(168), help_text=_("full time"))
    working_weeks = FigureField(label=_("Weeks a year"), most=Decimal(53), help_text=_("52 less time off, training"))


class CountryForm(forms.Form):
    """Form for question 2."""

    country = forms.ChoiceField(label=_("Country"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["country"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.choices = [("", _("Choose a country")), *country_names(babel_locale(ways().locale))]


def country_names(locale: Locale) -> list[tuple[str, str]]:
    """Return countries with a known calendar, by name in a locale."""
    named = [(code, locale.territories.get(code, code)) for code in calendars.countries()]
    return sorted(named, key=lambda pair: pair[1])
