"""The form of a point of a report."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts.candidates import colleagues_for, contacts_for
from amity.contact_reports.models import ContactReport, ReportPoint
from amity.contact_reports.points.commands import ReportPointFields
from amity.contact_reports.wording import GROUPS
from amity.people.rules import TAKES_PART
from amity.ui.likely import LikelyFirst
from amity.ui.value_forms import ValueForm

COLLEAGUE, CONTACT = "colleague", "contact"
MOST_LIKELY: Final = 4


class PointForm(ValueForm[ReportPointFields]):
    """Form for a point: one question asks who does it, on either side or no one."""

    value = ReportPointFields
    rows = "contact_reports.ReportPoint"
    choices = {"group": GROUPS}
    left_out = ("person_id", "contact_id")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    who = forms.ChoiceField(label=_("Who does it?"), required=False, widget=LikelyFirst())
    field_order = ("group", "text", "who", "due_on", "wants_yes")

    def __init__(self, *args: Any, report: ContactReport, point: ReportPoint | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._point = point
        people = report.participants.all()
        found = colleagues_for(report.account, TAKES_PART)
        ours, others = ([(f"{COLLEAGUE}-{pk}", name) for pk, name in some] for some in (found.pairs, found.others))
        theirs = [(f"{CONTACT}-{one.pk}", one.name) for one in contacts_for(report.account)]
        there = [f"{CONTACT}-{one.contact_id}" if one.contact_id else f"{COLLEAGUE}-{one.person_id}" for one in people]
        self.offer_people(
            "who", [*ours, *theirs], there[:MOST_LIKELY], _("no one"), most=MOST_LIKELY, others=others
        )  # fmt: skip
        self.fields["text"].widget = forms.Textarea(attrs={"rows": 3})

    def current_values(self, thing: ContactReport) -> Mapping[str, Any]:
        """Return the initial values of the point, with the version of its report."""
        point = self._point
        if point is None:
            return {"version": thing.version}
        row = next((one for one in thing.points.all() if one.pk == point.pk), point)
        who = f"{COLLEAGUE}-{row.person_id}" if row.person_id else f"{CONTACT}-{row.contact_id}"
        return {
            "version": thing.version, "group": row.group, "text": row.text, "due_on": row.due_on,
            "wants_yes": row.wants_yes, "who": who if row.owner else "",
        }  # fmt: skip

    def point_given(self) -> ReportPointFields:
        """Return the entered value with its owner on one side."""
        side, _dash, pk = self.cleaned_data["who"].partition("-")
        owner = {"person_id" if side == COLLEAGUE else "contact_id": int(pk)} if pk else {}
        return self.value_given(**{"person_id": None, "contact_id": None, **owner})
