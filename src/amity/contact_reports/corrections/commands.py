"""Take in what the client says to a report: a correction, which makes a new version, or that it is right."""

from collections.abc import Callable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.accounts.models import Contact
from amity.agency.queries import agency_day, agency_zone
from amity.audit import trail
from amity.contact_reports import policy, queries, rules
from amity.contact_reports.client_days.queries import agency_works
from amity.contact_reports.clocks.rules import out_by
from amity.contact_reports.clocks.withdrawing import withdraw_reminders
from amity.contact_reports.models import ContactReport, Correction
from amity.notifications import rules as kinds
from amity.notifications.commands import notify
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.text.texts import one_line, within


@command
def correct(*, by: Actor, report_id: int, contact_id: int, words: str, source: str = "", now: datetime) -> Correction:
    """Record a correction by the client, in their words, at any time. The next version of the report has it."""
    report = queries.report_seen_by(by, report_id, lock=True)
    policy.may_change(person_of(by), report).or_refuse()
    return take_correction(report, contact_of(report, contact_id), words=words, source=source, by=by, now=now)


@command
def confirm(*, by: Actor, report_id: int, contact_id: int, source: str = "", now: datetime) -> ContactReport:
    """Record that a contact said that the report is right."""
    report = queries.report_seen_by(by, report_id, lock=True)
    policy.may_change(person_of(by), report).or_refuse()
    return take_confirmation(report, contact_of(report, contact_id), source=source, by=by, now=now)


def take_correction(
    report: ContactReport, contact: Contact, *, words: str, source: str, by: Actor, now: datetime
) -> Correction:
    """Save a correction of a report whose row is locked. Whoever calls has asked whether the actor may.

    The version that the client has stays as it is. A new one is due by the end of the next working day.
    """
    _check_sent(report)
    quoted = within(words, rules.WORDS_MOST, "words")
    if not quoted:
        raise Invalid(_("Enter what should be corrected."), "words")
    row = Correction.objects.create(
        report=report, edition=report.edition, contact=contact, words=quoted,
        source=one_line(source, rules.SOURCE_MOST, "source"), at=now, recorded_by=by.label,
    )  # fmt: skip
    edition = queries.current(report)
    if edition is not None and edition.sent_at is not None:
        report.edition += 1
        report.confirmed_at, report.confirmed_by, report.confirmed_in = None, None, ""
        report.due_at = out_by(agency_day(now), agency_works(), agency_zone())
    withdraw_reminders(report, by, now)
    _save(report, now)
    changes = {"words": quoted, "contact_id": contact.pk, "source": row.source}
    trail.record("contact_report.corrected", subject=report, by=by, at=now, changes=changes)
    _tell(report, by, now, lambda: _("%(contact)s corrected contact report %(number)s of %(account)s"), contact)
    return row


def take_confirmation(
    report: ContactReport, contact: Contact, *, source: str, by: Actor, now: datetime
) -> ContactReport:
    """Save that a contact confirmed the version they have, of a report whose row is locked."""
    edition = queries.current(report)
    if edition is None or edition.sent_at is None:
        raise Refused(_("The client doesn’t have this version yet."))
    if report.confirmed_at is None:
        report.confirmed_at, report.confirmed_by = now, contact
        report.confirmed_in = one_line(source, rules.SOURCE_MOST, "source")
        withdraw_reminders(report, by, now)
        _save(report, now)
        changes = {"contact_id": contact.pk, "source": report.confirmed_in}
        trail.record("contact_report.confirmed", subject=report, by=by, at=now, changes=changes)
        _tell(report, by, now, lambda: _("%(contact)s confirmed contact report %(number)s of %(account)s"), contact)
    return report


def contact_of(report: ContactReport, contact_id: int) -> Contact:
    """Return a contact of the report's account. Raises `Invalid` for another."""
    found = report.account.contacts.filter(pk=contact_id).first()
    if found is None:
        raise Invalid(_("Choose a contact of this account."), "contact_id")
    return found


def _check_sent(report: ContactReport) -> None:
    if queries.last_sent(report) is None:
        raise Refused(_("The client doesn’t have this report yet. Change it instead."))


def _save(report: ContactReport, now: datetime) -> None:
    report.version += 1
    report.changed_at = now
    report.save()


def _tell(report: ContactReport, by: Actor, now: datetime, sentence: Callable[[], str], contact: Contact) -> None:
    def text() -> str:
        return str(sentence() % {"contact": contact.name, "number": report.number, "account": report.account.name})

    path = reverse("contact_reports:contact_report", args=[report.pk])
    notify(person=report.author, kind=kinds.OUTGOING, text=text, path=path, now=now, by=by, account=report.account.name)
