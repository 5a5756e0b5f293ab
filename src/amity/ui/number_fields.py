"""Form fields for figures as people write them: amounts and hours in their own locale, days from a calendar."""

import re
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.ui.formats import formatter
from amity.ui.number_parsing import NotANumber, parse_decimal
from amity.ui.reader_format import ways

_CLOCK = re.compile(r"(\d+):([0-5]\d)")


def typed_number(text: str) -> Decimal:
    """Return the figure in a text, in the person's number format. Raises `ValidationError`."""
    try:
        return parse_decimal(text, ways().locale)
    except NotANumber:
        raise ValidationError(_("Enter a number.")) from None


def typed_from_zero(text: str) -> Decimal:
    """Return the figure in a text, refused below zero. Raises `ValidationError`."""
    figure = typed_number(text)
    if figure < 0:
        raise ValidationError(_("Enter 0 or more."))
    return figure


class DecimalTextField(forms.CharField):
    """A field for a figure in the person's locale, cleaned to a `Decimal`, or None if blank."""

    default_error_messages: ClassVar = {"required": lazy("Enter a number.")}

    def __init__(self, *, most_places: int = 4, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most_places = most_places
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def to_python(self, value: Any) -> Any:
        """Return the `Decimal` in the text, or None."""
        text = str(super().to_python(value) or "").strip()
        if not text:
            return None
        figure = typed_number(text)
        if abs(figure) >= 10**12 or -int(figure.normalize().as_tuple().exponent) > self.most_places:
            raise ValidationError(_("Enter at most %(places)s decimal places.") % {"places": self.most_places})
        return figure

    def prepare_value(self, value: Any) -> Any:
        """Return the figure in the person's number format."""
        if isinstance(value, Decimal | int) and not isinstance(value, bool):
            return formatter(ways().locale).number(value, 0, self.most_places)
        return value


class HoursField(DecimalTextField):
    """A field for hours as 12.5 or 12:30, cleaned to whole seconds."""

    default_error_messages: ClassVar = {"required": lazy("Enter the hours.")}

    def to_python(self, value: Any) -> Any:
        """Return the hours in the text in whole seconds."""
        clock = _CLOCK.fullmatch(str(value or "").strip())
        if clock:
            return int(clock[1]) * 3600 + int(clock[2]) * 60
        hours = super().to_python(value)
        if hours is None:
            return None
        if hours < 0:
            raise ValidationError(_("Enter 0 or more."))
        seconds = hours * 3600
        if seconds != int(seconds):
            raise ValidationError(_("Enter hours that come to whole seconds."))
        return int(seconds)

    def prepare_value(self, value: Any) -> Any:
        """Return seconds as decimal hours in the person's locale."""
        return super().prepare_value(Decimal(value) / 3600) if isinstance(value, int) else value


def day_field(**kwargs: Any) -> forms.DateField:
    """Return a date field, for the browser's calendar or typed as 2026-11-25."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, input_formats=["%Y-%m-%d"], **kwargs)
