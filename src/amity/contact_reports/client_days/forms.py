"""Forms for a client's country and time zone, and for an absence."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts.evidence_fields import offer_contacts
from amity.accounts.models import Account
from amity.agency.calendars import countries
from amity.agency.forms import zone_choices
from amity.contact_reports.client_days.commands import AbsenceFields
from amity.contact_reports.client_days.models import ClientCalendar
from amity.ui.acts import ActForm
from amity.ui.reader_format import babel_locale, ways
from amity.ui.value_forms import ValueForm


class CalendarForm(ActForm):
    """Form for the country and the time zone of a client."""

    columns_of = ClientCalendar

    country = forms.ChoiceField(
        required=False, help_text=_("Its weekends and public holidays pause the clock of contact reports.")
    )
    time_zone = forms.ChoiceField(required=False, help_text=_("Leave blank if the country has only one."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = babel_locale(ways().locale).territories
        found = sorted((str(names.get(code, code)), code) for code in countries())
        choices = [("", _("the agency’s country")), *((code, name) for name, code in found)]
        self.fields["country"].choices = choices  # type: ignore[attr-defined]
        zones = [("", _("the country’s time zone")), *zone_choices()[1:]]
        self.fields["time_zone"].choices = zones  # type: ignore[attr-defined]


class AbsenceForm(ValueForm[AbsenceFields]):
    """Form for an absence of a contact."""

    value = AbsenceFields
    rows = "contact_reports.Absence"
    hints = {"source": _("For example, automatic reply of 26 November.")}

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_contacts(self, account, "contact_id", blank="")
