"""Forms of the page Calendars: upload files, subscribe to an address, connect a CalDAV server, edit a calendar."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.expenses.forms import SeveralFiles
from amity.meetings.calendars.commands import CalendarFields
from amity.meetings.models import Calendar
from amity.ui.acts import ActForm
from amity.ui.forms import WordedForm

MOST_FILES: Final = 10
MOST_BYTES: Final = 5_000_000
CANNOT_SHOW: Final = {"autocomplete": "off"}


class FilesField(forms.FileField):
    """A field for several calendar files, with a list as its value."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return the sent files, or refuse too many or too large ones."""
        sent = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        files = [forms.FileField.clean(self, one, initial) for one in sent or [None]]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("Choose up to %(most)s files.") % {"most": MOST_FILES})
        if any(file.size > MOST_BYTES for file in files):
            raise forms.ValidationError(_("A file can have up to 5 MB."))
        return files


class UploadForm(WordedForm):
    """Form for calendar files."""

    calendar_files = FilesField(
        label=lazy("Calendar files"), widget=SeveralFiles(attrs={"accept": ".ics,text/calendar"}),
        help_text=lazy("Invitations or exported calendars, as .ics."),
        error_messages={"empty": lazy("The file is empty."), "required": lazy("Choose a file.")},
    )  # fmt: skip


class AddressForm(WordedForm):
    """Form for an address to subscribe to."""

    columns_of = Calendar

    name = forms.CharField(max_length=100, initial=lazy("Work"))
    address = forms.CharField(
        label=lazy("Calendar address"), max_length=2000, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=lazy("The secret address in iCal format, from your calendar’s settings."),
        error_messages={"required": lazy("Enter an address.")},
    )  # fmt: skip


class CalDavForm(WordedForm):
    """Form for a CalDAV server."""

    address = forms.CharField(
        label=lazy("CalDAV server"), max_length=2000,
        help_text=lazy("For example, https://calendar.agency.example."),
        error_messages={"required": lazy("Enter an address.")},
    )  # fmt: skip
    user = forms.CharField(label=lazy("User name"), max_length=200, widget=forms.TextInput(attrs=CANNOT_SHOW))
    password = forms.CharField(
        label=lazy("Password"), max_length=500, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=lazy("An app password if your provider has them."),
    )  # fmt: skip


class EditForm(ActForm):
    """Form for a calendar that exists. Its address and password are never shown."""

    columns_of = Calendar

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(max_length=100)
    address = forms.CharField(
        label=lazy("New address"),
        required=False,
        max_length=2000,
        help_text=lazy("Leave blank to keep the current one."),
    )
    user = forms.CharField(
        label=lazy("User name"), required=False, max_length=200, help_text=lazy("Leave blank to keep the current one.")
    )
    password = forms.CharField(
        label=lazy("Password"), required=False, max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=lazy("Leave blank to keep the current one."),
    )  # fmt: skip

    def __init__(self, *args: Any, reaches_out: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not reaches_out:
            for name in ("address", "user", "password"):
                del self.fields[name]

    def current_values(self, thing: Any) -> Mapping[str, Any]:
        """Return the name and the version. Secrets are never filled in."""
        return {"name": thing.name, "version": thing.version}

    def fields_given(self) -> CalendarFields:
        """Return the entered fields."""
        names = ("name", "address", "user", "password")
        return CalendarFields(**{name: self.cleaned_data.get(name, "") for name in names})
