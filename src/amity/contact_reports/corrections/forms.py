"""Forms for a correction by the client, their confirmation, and a report sent another way."""

from typing import Any

from django import forms

from amity.accounts.candidates import contacts_for
from amity.accounts.evidence_fields import ask_informed, when_field, who_field
from amity.contact_reports import rules
from amity.contact_reports.models import ContactReport, Correction
from amity.ui.acts import ActForm
from amity.ui.channels import HOW, how_field, offer_channels


class SaidForm(ActForm):
    """Form that asks who at the client said so, and how."""

    contact_id = who_field()
    source = how_field(HOW)

    def __init__(self, *args: Any, report: ContactReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = contacts_for(report.account, report.addressee_id)
        likely = [report.addressee_id] if report.addressee_id else []
        self.offer_people("contact_id", [(one.pk, one.name) for one in offered], likely)
        self.fields["contact_id"].required = True
        if report.addressee_id:
            self.initial.setdefault("contact_id", report.addressee_id)
        offer_channels(self, "source")


class CorrectionForm(SaidForm):
    """Form for a correction, in the client's words."""

    columns_of = Correction

    words = forms.CharField(max_length=rules.WORDS_MOST, widget=forms.Textarea(attrs={"rows": 4}))
    field_order = ("words", "contact_id", "source")


class SentForm(ActForm):
    """Form for a report that was sent another way."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    sent_on = when_field(required=True)
    how = how_field()

    def __init__(self, *args: Any, report: ContactReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("version", report.version)
        ask_informed(self, how="how", when="sent_on")
