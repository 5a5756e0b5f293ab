"""Tell colleagues on the distribution that a report went out."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.contact_reports import queries
from amity.contact_reports.models import ContactReport, Edition
from amity.gate import hooks
from amity.gate.models import Item
from amity.gate.rules import CONTACT_REPORT
from amity.notifications import rules as kinds
from amity.notifications.commands import notify
from amity.shared.actor import Actor


def register() -> None:
    """Follow the emails of reports."""
    hooks.on_sent.setdefault(CONTACT_REPORT, []).append(_went_out)


def _went_out(item: Item, by: Actor, now: datetime) -> None:
    edition = Edition.objects.filter(item=item).first()
    report = queries.report_by_id(edition.report_id) if edition is not None else None
    if report is not None:
        tell_colleagues(report, by, now)


def tell_colleagues(report: ContactReport, by: Actor, now: datetime) -> None:
    """Notify the colleagues on the distribution, other than its author and whoever recorded that it was sent."""

    def text() -> str:
        values = {"number": report.number, "account": report.account.name, "title": report.title}
        return _("Contact report %(number)s of %(account)s went out: %(title)s") % values

    path = reverse("contact_reports:contact_report", args=[report.pk])
    for one in report.participants.all():
        if one.person is not None and one.person_id != report.author_id:
            notify(
                person=one.person, kind=kinds.OUTGOING, text=text, path=path, now=now, by=by,
                account=report.account.name,
            )  # fmt: skip
