"""Forms to log and change an entry."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.people.candidates import Candidates
from amity.people.models import Person
from amity.shared.errors import Invalid, Refused
from amity.timesheets import choices, typed
from amity.timesheets.changes import EntryChanges
from amity.timesheets.choosing.fields import WorkField
from amity.timesheets.choosing.keys import WorkKey
from amity.timesheets.models import Entry
from amity.timesheets.rules import DAY_SECONDS
from amity.ui.acts import ActForm
from amity.ui.reader_format import ways

EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
DAY_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y")
BESIDE = {"project": "work", "account": "work", "line": "work", "item": "work", "person": "person_id"}
"""Fields of the form by their names in the command."""


class DayField(forms.DateField):
    """A date field for this century, by the browser's picker or typed."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages: ClassVar = {
        "invalid": gettext_lazy("Enter a date, for example 2026-11-25, or use the date picker.")
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=DAY_FORMATS, **kwargs)

    def clean(self, value: Any) -> date | None:
        """Return the date. Raise `ValidationError` outside 2000 to 2099."""
        day: date | None = super().clean(value)
        if day and not EARLIEST <= day <= LATEST:
            raise ValidationError(_("Enter a date between 2000 and 2099."))
        return day


class TimeSpentField(forms.CharField):
    """A field for typed time, cleaned to whole seconds, above 0 and at most a day."""

    default_error_messages: ClassVar = {"required": gettext_lazy("Enter the time as 1:30, 1.5 or 90m.")}

    def clean(self, value: Any) -> Any:
        """Return the seconds. Raise `ValidationError` for text that isn't a time, or too much."""
        text = super().clean(value)
        try:
            seconds = typed.read_time(text, ways().locale)
        except typed.NotTime:
            raise ValidationError(_("Enter the time as 1:30, 1.5 or 90m.")) from None
        if seconds <= 0:
            raise ValidationError(_("Enter more than 0. To reduce time, edit or delete the entry."))
        if seconds > DAY_SECONDS:
            raise ValidationError(_("A day has 24 hours. Enter longer work as one entry per day."))
        return seconds


class EntryForm(ActForm):
    """Form to log an entry or, with `version`, to change one."""

    columns_of = Entry

    work_date = DayField()
    work = WorkField(label=gettext_lazy("Work"), required=False)
    hours = TimeSpentField(
        label=gettext_lazy("Time"), max_length=typed.LONGEST,
        widget=forms.TextInput(attrs={"placeholder": "1:30", "autocomplete": "off", "class": "tab"}),
    )  # fmt: skip
    text = forms.CharField(required=False, max_length=2000)
    billable = forms.BooleanField(required=False, initial=True)
    courtesy = forms.BooleanField(required=False)
    person_id = forms.TypedChoiceField(coerce=int)

    def __init__(self, *args: Any, person: Person, whose: Candidates | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["work"].ask_as(person)  # type: ignore[attr-defined]
        self.fields["work"].widget.attrs["placeholder"] = _("Project, account or line; leave blank for internal time")
        if whose is None:
            del self.fields["person_id"]
        else:
            self.offer_people("person_id", whose.pairs, whose.likely, in_row=True)
            self.initial.setdefault("person_id", person.pk)

    def changes(self) -> EntryChanges:
        """Return the entered values for the command."""
        values = self.cleaned_data
        key = values["work"].key if values["work"] else WorkKey()
        charged = {name: values[name] for name in ("billable", "courtesy")}
        return EntryChanges(values["work_date"], values["hours"], values["text"], **asdict(key), **charged)

    def show(self, fault: Invalid | Refused) -> None:
        """Show a command's refusal at the field of this form that it is about."""
        if isinstance(fault, Invalid):
            fault = Invalid(fault.sentence, BESIDE.get(fault.field, fault.field))
        super().show(fault)


class ChangeEntryForm(EntryForm):
    """Form to change an entry at the version it was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def current_values(self, thing: Any) -> Mapping[str, Any]:
        """Return the initial values from an entry."""
        return choices.as_typed(thing)
