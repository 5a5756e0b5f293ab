"""Follow the clocks of reports: send the one reminder, and let silence make a report the working basis.

Each step is one transaction that asks again whether it is due, so that a worker that is killed repeats nothing.
"""

from datetime import datetime
from typing import Final

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from amity.accounts.contacts.languages import language_for
from amity.audit import trail
from amity.contact_reports import queries
from amity.contact_reports.clocks.reading import clock_of
from amity.contact_reports.letters.readers import gets_it
from amity.contact_reports.letters.text import moment_of
from amity.contact_reports.models import ContactReport, Edition
from amity.contact_reports.rules import RUNNING
from amity.gate import rules as gate
from amity.gate.items import commands as items
from amity.gate.items.fields import About, ItemFields
from amity.jobs.registry import actor_of_job
from amity.notifications import rules as kinds
from amity.notifications.commands import notify
from amity.outbox.letters import greeted
from amity.shared.command import command
from amity.shared.errors import Refusal
from amity.shared.refs import Ref
from amity.ui.reader_format import in_language

REMINDER: Final = "reminder"


def running() -> "QuerySet[Edition]":
    """Return the newest versions that clients have, which silence makes the working basis and hasn't yet."""
    sent = Q(sent_elsewhere_at__isnull=False) | Q(item__sent_at__isnull=False)
    rows = Edition.objects.filter(sent, silent_days__isnull=False, basis_at=None, report__confirmed_at=None)
    return rows.filter(number=F("report__edition")).order_by("pk")


def follow_clocks(now: datetime) -> int:
    """Scheduled job: take each step that is due, in a transaction of its own. Return how many were taken."""
    taken = 0
    for report_id in list(running().values_list("report_id", flat=True)):
        try:
            taken += follow_clock(report_id=report_id, now=now)
        except Refusal:
            continue  # its author can't send any more: the account manager sees it among what is about to be the basis
    return taken


@command
def follow_clock(*, report_id: int, now: datetime) -> bool:
    """Take the step of one report that is due: the reminder first, the working basis a counted day after it was sent.

    None is taken while what the client asked is unread.
    """
    if not ContactReport.objects.select_for_update(of=("self",)).filter(pk=report_id).exists():
        return False
    report = queries.report_by_id(report_id)
    edition = queries.current(report) if report is not None else None
    if report is None or edition is None or queries.state_of(report) != RUNNING:
        return False
    clock = clock_of(report, edition)
    if clock is None or clock.stopped:
        return False
    if edition.reminded_at is None:
        return clock.reminder <= now and _remind(report, edition, now)
    return clock.basis <= now and _become_basis(report, edition, now)


def _remind(report: ContactReport, edition: Edition, now: datetime) -> bool:
    """Send the addressee the one reminder through the gate, for the author of the report."""
    if not Edition.objects.filter(pk=edition.pk, reminded_at=None).update(reminded_at=now):
        return False
    edition.reminded_at = now
    by = actor_of_job(report.author_id, report.author.name)
    if report.addressee is None or not gets_it(report.addressee):
        trail.record("contact_report.reminder_missed", subject=report, by=by, at=now)
        return True
    clock = clock_of(report, edition)
    with in_language(language_for(report.addressee)):
        fields = _reminder(report, clock.basis if clock else now)
    ref = Ref.to(report)
    item = items.write_item(
        by=by, account_id=report.account_id, fields=fields, now=now, kind=gate.INPUT,
        about=About(kind=ref.kind, id=report.pk, version=f"{edition.number} {REMINDER}"),
    )  # fmt: skip
    items.submit(by=by, item_id=item.pk, version=item.version, now=now)
    Edition.objects.filter(pk=edition.pk).update(reminder=item)
    trail.record("contact_report.reminded", subject=report, by=by, at=now, changes={"item_id": item.pk})
    return True


def _reminder(report: ContactReport, basis: datetime) -> ItemFields:
    addressee = report.addressee
    name = greeted(addressee.name) if addressee else ""
    moment = moment_of(basis)
    values = {"number": report.number, "title": report.title}
    body = [
        _("Hello %(name)s,") % {"name": name},
        _("This is a short reminder of contact report %(number)s, “%(title)s”.") % values,
        _follows(moment),
        _("Kind regards") + f"\n{report.author.name}",
    ]  # fmt: skip
    subject = _("Reminder: contact report %(number)s, %(title)s") % values
    return ItemFields(subject[: gate.SUBJECT_MOST], "\n\n".join(body), to_ids=(addressee.pk,) if addressee else ())


def _follows(values: dict[str, str]) -> str:
    if values["city"]:
        sentence = _(
            "If it is right, there’s nothing you need to do. "
            "We’ll start working from it at %(time)s, %(city)s time, on %(day)s. You can also correct it later."
        )
    else:
        sentence = _(
            "If it is right, there’s nothing you need to do. We’ll start working from it at %(time)s on %(day)s. "
            "You can also correct it later."
        )
    return sentence % values


def _become_basis(report: ContactReport, edition: Edition, now: datetime) -> bool:
    """Record that no one corrected a report in time, so that it is the working basis. A correction is still taken."""
    if not Edition.objects.filter(pk=edition.pk, basis_at=None).update(basis_at=now):
        return False
    by = actor_of_job(report.author_id, report.author.name)
    trail.record("contact_report.became_basis", subject=report, by=by, at=now, changes={"edition": edition.number})

    def text() -> str:
        values = {"number": report.number, "account": report.account.name}
        return _("Contact report %(number)s of %(account)s is now the working basis") % values

    path = reverse("contact_reports:contact_report", args=[report.pk])
    notify(person=report.author, kind=kinds.OUTGOING, text=text, path=path, now=now, account=report.account.name)
    return True
