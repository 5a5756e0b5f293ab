"""Audit log labels for actions on contact reports."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.accounts.trail_words import goes_there
from amity.audit import words
from amity.audit.words import Field, Named
from amity.contact_reports.client_days.models import Absence, ClientCalendar
from amity.contact_reports.models import ContactReport, Correction, Edition, NoReport


def reports_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return reports' numbers and titles, with their pages."""
    found = ContactReport.objects.filter(pk__in=ids).values_list("pk", "number", "title")
    return {
        pk: Named(f"{number}: {title}", reverse("contact_reports:contact_report", args=[pk]))
        for pk, number, title in found
    }


words.thing("contact_reports.contactreport", _("contact report"), reports_named, goes_there)
words.acts(
    "contact_reports",
    _("contact reports"),
    {
        "contact_report.drafted": _("%(who)s drafted the contact report %(what)s"),
        "contact_report.edited": _("%(who)s changed the distribution of the contact report %(what)s"),
        "contact_report.discarded": _("%(who)s deleted the draft of the contact report %(what)s"),
        "contact_report.point_added": _("%(who)s added a point to the contact report %(what)s"),
        "contact_report.point_edited": _("%(who)s changed a point of the contact report %(what)s"),
        "contact_report.point_moved": _("%(who)s moved a point of the contact report %(what)s"),
        "contact_report.point_dropped": _("%(who)s left a point out of the contact report %(what)s"),
        "contact_report.point_restored": _("%(who)s restored a point of the contact report %(what)s"),
        "contact_report.submitted": _("%(who)s submitted the contact report %(what)s"),
        "contact_report.reopened": _("%(who)s reopened the contact report %(what)s"),
        "contact_report.sent_elsewhere": _("%(who)s recorded that the contact report %(what)s was sent another way"),
        "contact_report.corrected": _("%(who)s recorded a correction of the contact report %(what)s"),
        "contact_report.confirmed": _("%(who)s recorded that the client confirmed the contact report %(what)s"),
        "contact_report.reminded": _("%(who)s submitted a reminder of the contact report %(what)s"),
        "contact_report.reminder_missed": _(
            "%(who)s had no email address for a reminder of the contact report %(what)s"
        ),
        "contact_report.became_basis": _("%(who)s made the contact report %(what)s the working basis, as agreed"),
        "note.needs_no_report": _("%(who)s found that the note %(what)s needs no contact report"),
        "note.needs_report": _("%(who)s found that the note %(what)s needs a contact report"),
        "account.client_country_set": _("%(who)s set the country and time zone of the client %(what)s"),
        "contact.absence_added": _("%(who)s recorded an absence of %(what)s"),
        "contact.absence_read": _("%(who)s is away: an automatic reply of %(what)s states it"),
        "contact.absence_undone": _("%(who)s undid the import that stated an absence of %(what)s"),
        "contact.absence_removed": _("%(who)s removed an absence of %(what)s"),
    },
)
words.call(
    words.of(ContactReport, "addressee_id")
    | words.of(Edition, "sent_elsewhere_how")
    | words.of(Correction, "source")
    | words.of(NoReport, "because")
    | words.of(Absence, "first_on", "last_on")
    | words.of(ClientCalendar, "country", "time_zone")
    | {
        "note_ids": Field(_("notes"), "conversations.note"),
        "points": Field(_("number of points")),
        "copies": Field(_("number of copies")),
        "edition": Field(_("version of the report")),
        "item_id": Field(_("email"), "gate.item"),
    }
)
