"""Forms for the hours of a standing split, by account: for every week, or for the week being confirmed."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now

from amity.accounts.models import Account
from amity.timesheets import typed
from amity.timesheets.forms import DayField
from amity.timesheets.rules import DAY_SECONDS
from amity.timesheets.split.models import SplitShare
from amity.ui.forms import WordedForm
from amity.ui.reader_format import ways

PREFIX = "account_"


class WeeklyTimeField(forms.CharField):
    """A field for weekly hours as people type them, cleaned to seconds. Blank is none."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "off", "class": "tab ctl-s", "inputmode": "decimal"}
        super().__init__(required=False, max_length=typed.LONGEST, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the seconds, 0 to a whole week."""
        text = super().clean(value)
        if not text:
            return 0
        try:
            seconds = typed.read_time(text, ways().locale)
        except typed.NotTime:
            raise ValidationError(_now("Enter the time as 1:30, 1.5 or 90m.")) from None
        if not 0 <= seconds <= 7 * DAY_SECONDS:
            raise ValidationError(_now("Enter 0 or more, up to a whole week."))
        return seconds


class HoursForm(WordedForm):
    """Form with a time field for each account."""

    def __init__(self, data: Any, accounts: Iterable[tuple[Account, int]]) -> None:
        super().__init__(data)
        for account, seconds in accounts:
            field = WeeklyTimeField(label=account.name, initial=typed.spell_time(seconds) if seconds else "")
            self.fields[f"{PREFIX}{account.pk}"] = field

    def hours(self) -> dict[int, int]:
        """Return the seconds by account id."""
        return {int(name.removeprefix(PREFIX)): value for name, value in self.cleaned_data.items() if PREFIX in name}

    def of(self, account_id: int) -> Any:
        """Return the bound field of an account."""
        return self[f"{PREFIX}{account_id}"]


class SharesForm(HoursForm):
    """Form for the shares, and the date from which they apply."""

    columns_of = SplitShare

    valid_from = DayField()
