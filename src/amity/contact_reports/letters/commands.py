"""Submit a report to the gate with its PDF, reopen it there, and record that it was sent another way."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from amity.accounts.contacts.languages import language_for
from amity.audit import trail
from amity.contact_reports import policy, queries, rules, wording
from amity.contact_reports.drafts.commands import to_change
from amity.contact_reports.letters.document import file_name, pdf
from amity.contact_reports.letters.notices import tell_colleagues
from amity.contact_reports.letters.preparing import Prepared, is_unchanged, prepare
from amity.contact_reports.letters.readers import addressed, copied, gets_it
from amity.contact_reports.models import ContactReport, Edition
from amity.gate import rules as gate
from amity.gate.items import commands as items
from amity.gate.items.fields import About, ItemFields
from amity.gate.models import Item
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.refs import Ref
from amity.shared.text.texts import one_line
from amity.ui.reader_format import in_language


def submit_report(*, by: Actor, report_id: int, version: int, now: datetime) -> ContactReport:
    """Submit a report: its text and its PDF are frozen as an item of the gate, which passes it to its lane."""
    report = to_read(by, report_id)
    prepared = prepare(report, person_of(by), now)
    with in_language(language_for(report.addressee)):
        document = pdf(report, prepared.letter)
    file = items.FILES.store(by=by, name=file_name(report), chunks=[document], now=now)
    try:
        return _submit(by=by, report_id=report_id, version=version, prepared=prepared, file_id=file.pk, now=now)
    except BaseException:
        items.FILES.discard([file.pk])
        raise


def to_read(by: Actor, report_id: int) -> ContactReport:
    """Return a report that the actor can submit, complete. Raises the reason why it can't be submitted."""
    report = queries.report_seen_by(by, report_id)
    policy.may_change(person_of(by), report).or_refuse()
    if report.addressee is None:
        raise Invalid(_("Choose whom the report is for."), "addressee_id")
    if not gets_it(report.addressee):
        raise Invalid(_("%(name)s has no email address.") % {"name": report.addressee.name}, "addressee_id")
    if not queries.points_shown(report):
        raise Invalid(_("Add at least one point."), "points")
    return report


@command
def _submit(
    *, by: Actor, report_id: int, version: int, prepared: Prepared, file_id: int, now: datetime
) -> ContactReport:
    report = to_change(by, report_id, version)
    edition = queries.current(report)
    item = _write(report, edition, prepared, by, now)
    for attached in item.files.all():
        items.remove_file(by=by, item_id=item.pk, file_id=attached.pk, now=now)
    items.attach_file(by=by, item_id=item.pk, file_id=file_id, now=now)
    items.submit(by=by, item_id=item.pk, version=item.version, now=now)
    silence = prepared.silence
    Edition.objects.update_or_create(
        report=report, number=report.edition,
        defaults={
            "item": item, "content": prepared.content, "agreement": silence.agreement if silence else None,
            "silent_days": silence.days if silence else None, "basis_stated_at": prepared.basis, "submitted_at": now,
        },
    )  # fmt: skip
    _answer_corrections(report, now)
    report.changed_at = now
    report.save()
    trail.record(
        "contact_report.submitted", subject=report, by=by, at=now,
        changes={"edition": report.edition, "item_id": item.pk},
    )  # fmt: skip
    return queries.report_seen_by(by, report_id)


def _write(report: ContactReport, edition: Edition | None, prepared: Prepared, by: Actor, now: datetime) -> Item:
    """Write the report's item, or write it again where the gate has returned it to its author."""
    fields = ItemFields(
        prepared.letter.subject, prepared.letter.body, to_ids=tuple(one.pk for one in addressed(report)),
        cc_ids=tuple(one.pk for one in copied(report)),
    )  # fmt: skip
    if edition is not None and edition.item is not None and edition.item.state in gate.OF_AUTHOR:
        item = edition.item
        return items.edit_item(by=by, item_id=item.pk, version=item.version, fields=fields, now=now)
    ref = Ref.to(report)
    return items.write_item(
        by=by, account_id=report.account_id, fields=fields, now=now, kind=gate.CONTACT_REPORT,
        about=About(kind=ref.kind, id=report.pk, version=str(report.edition)),
    )  # fmt: skip


@command
def reopen_report(*, by: Actor, report_id: int, now: datetime) -> ContactReport:
    """Take a report back from the gate to change it, before it leaves."""
    report = queries.report_seen_by(by, report_id, lock=True)
    policy.may_change(person_of(by), report).or_refuse()
    edition = queries.current(report)
    if edition is None or edition.item is None or edition.item.state not in gate.WAITING:
        raise Refused(_("This report isn’t waiting to be cleared."))
    items.revise(by=by, item_id=edition.item.pk, now=now)
    trail.record("contact_report.reopened", subject=report, by=by, at=now)
    return queries.report_seen_by(by, report_id)


@command
def record_sent(
    *, by: Actor, report_id: int, version: int, sent_at: datetime, how: str, now: datetime
) -> ContactReport:
    """Record that a report was sent another way than by Amity.

    Its clock runs only if it was frozen for an email server that isn't there: otherwise its text isn't known.
    """
    report = _to_send(by, report_id, version)
    if not queries.points_shown(report):
        raise Invalid(_("Add at least one point."), "points")
    if not report.held_at <= sent_at <= now + timedelta(minutes=1):
        raise Invalid(_("Choose a date between the talk and today."), "sent_at")
    source = one_line(how, rules.SOURCE_MOST, "how")
    edition = queries.current(report)
    if edition is None or not _is_frozen(edition):
        edition = edition or Edition(report=report, number=report.edition)
        edition.content, edition.submitted_at = prepare(report, person_of(by), now).content, now
        edition.agreement, edition.silent_days, edition.basis_stated_at = None, None, None
    edition.sent_elsewhere_at, edition.sent_elsewhere_how = sent_at, source
    edition.save()
    _answer_corrections(report, now)
    report.changed_at = now
    report.save()
    tell_colleagues(report, by, now)
    trail.record("contact_report.sent_elsewhere", subject=report, by=by, at=now, changes={"how": source})
    return queries.report_seen_by(by, report_id)


def _answer_corrections(report: ContactReport, now: datetime) -> None:
    """Mark the open corrections as being in the new version. They stay open if it has the same words as the last."""
    if is_unchanged(report):
        return
    for one in report.corrections.all():
        if one.answered_at is None:
            one.answered_at = now
            one.save(update_fields=["answered_at"])


def may_be_sent_elsewhere(report: ContactReport) -> bool:
    """Return whether a report can still be sent another way: it isn't submitted, or there is no email server."""
    edition = queries.current(report)
    return queries.state_of(report) in rules.EDITABLE or (edition is not None and _is_frozen(edition))


def _is_frozen(edition: Edition) -> bool:
    return edition.item is not None and edition.item.state == gate.STORED


def _to_send(by: Actor, report_id: int, version: int) -> ContactReport:
    report = queries.report_seen_by(by, report_id, lock=True)
    policy.may_change(person_of(by), report).or_refuse()
    if not may_be_sent_elsewhere(report):
        raise Refused(wording.refusal_to_change(queries.state_of(report)))
    report.expect(version)
    return report
