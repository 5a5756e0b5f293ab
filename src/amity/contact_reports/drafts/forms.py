"""Forms that draft a report, change who gets it, and find that a note needs none."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amity.accounts.candidates import colleagues_for, contacts_for
from amity.contact_reports import rules
from amity.contact_reports.drafts.commands import ReportFields
from amity.contact_reports.models import ContactReport, NoReport
from amity.conversations.models import Note
from amity.people.rules import TAKES_PART
from amity.ui import formats
from amity.ui.acts import ActForm
from amity.ui.value_forms import ValueForm


def _ids(value: Any) -> int:
    return int(value)


class ChooseNotesForm(ActForm):
    """Form that chooses the talks a report is about."""

    note_ids = forms.TypedMultipleChoiceField(
        label=_("Talks"),
        coerce=_ids,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose one talk, or several of one week for a weekly report."),
    )

    def __init__(self, *args: Any, notes: Sequence[Note], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        offered = [
            (note.pk, f"{note.title}, {formats.day(timezone.localtime(note.held_at).date(), today)}") for note in notes
        ]
        self.fields["note_ids"].choices = offered  # type: ignore[attr-defined]


class ReportForm(ValueForm[ReportFields]):
    """Form for the title of a report, whom it is for, and who gets a copy."""

    value = ReportFields
    rows = "contact_reports.ContactReport"
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    copy_contact_ids = forms.TypedMultipleChoiceField(
        label=_("Copies at the client"), coerce=_ids, required=False, widget=forms.CheckboxSelectMultiple
    )
    copy_person_ids = forms.TypedMultipleChoiceField(
        label=_("Copies on our team"), coerce=_ids, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, report: ContactReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = [one for one in report.participants.all() if one.presence != rules.COPY]
        contacts, people = {one.contact_id for one in there}, {one.person_id for one in there}
        active = contacts_for(report.account, report.addressee_id)
        first = [*(one.pk for one in active if one.pk in contacts), *(one.pk for one in active)]
        self.offer_people("addressee_id", [(one.pk, one.name) for one in active], first, _("no one yet"))
        copied = [one for one in report.participants.all() if one.presence == rules.COPY]
        named = {one.contact.pk: one.contact.name for one in copied if one.contact is not None}
        theirs = named | {one.pk: one.name for one in active if one.pk not in contacts}
        ours = {one.person.pk: one.person.name for one in copied if one.person is not None}
        found = colleagues_for(report.account, TAKES_PART)
        ranked = dict.fromkeys((*found.likely, *(pk for pk, _name in found.pairs)))
        ours |= {pk: found.name_of(pk) for pk in ranked if pk not in people}
        self.fields["copy_contact_ids"].choices = list(theirs.items())  # type: ignore[attr-defined]
        self.fields["copy_person_ids"].choices = list(ours.items())  # type: ignore[attr-defined]

    def current_values(self, thing: ContactReport) -> Mapping[str, Any]:
        """Return the initial values of a report."""
        copied = [one for one in thing.participants.all() if one.presence == rules.COPY]
        return {
            "version": thing.version, "title": thing.title, "addressee_id": thing.addressee_id,
            "copy_contact_ids": [one.contact_id for one in copied if one.contact_id],
            "copy_person_ids": [one.person_id for one in copied if one.person_id],
        }  # fmt: skip

    def report_given(self) -> ReportFields:
        """Return the entered value."""
        data = self.cleaned_data
        return ReportFields(
            data["title"], data["addressee_id"], tuple(data["copy_contact_ids"]), tuple(data["copy_person_ids"])
        )


class NoReportForm(ActForm):
    """Form for the reason why a note needs no report."""

    columns_of = NoReport

    because = forms.CharField(max_length=300, help_text=_("For example, only small talk, or confirmed by email."))
