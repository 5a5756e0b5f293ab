"""Draft a report from notes, change who gets it, discard a draft, and find that a note needs no report."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from django.db.models import Max
from django.utils.translation import gettext as _

from amity.accounts.contacts.languages import language_for
from amity.accounts.models import Account, Contact
from amity.agency.queries import agency_day, agency_zone
from amity.audit import trail
from amity.contact_reports import policy, queries, rules
from amity.contact_reports.client_days.queries import agency_works
from amity.contact_reports.clocks.rules import monday_of, out_by, week_out_by
from amity.contact_reports.drafts.distribution import addressee_of, participants_of
from amity.contact_reports.drafts.points import points_drafted
from amity.contact_reports.models import ContactReport, NoReport, Participant, ReportTalk
from amity.contact_reports.wording import refusal_to_change
from amity.conversations.models import Note
from amity.conversations.notes.queries import note_seen_by
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.text.texts import one_line
from amity.shared.values import Text, tidied
from amity.ui.reader_format import in_language


@dataclass(frozen=True, slots=True)
class ReportFields:
    """What a person can change about a report: its title, whom it is for, and who else gets a copy."""

    title: Annotated[str, Text(200, needed=True)]
    addressee_id: int | None = None
    copy_contact_ids: tuple[int, ...] = ()
    copy_person_ids: tuple[int, ...] = ()


@command
def draft_report(*, by: Actor, note_ids: Sequence[int], now: datetime) -> ContactReport:
    """Draft a report from the marks of one note, or of several from one week. Numbered by account and year."""
    notes = [note_seen_by(by, pk, lock=True) for pk in dict.fromkeys(note_ids)]
    account = _account_of(notes)
    policy.may_draft(person_of(by), account).or_refuse()
    _check(notes, now)
    notes.sort(key=lambda one: (one.held_at, one.pk))
    last = notes[-1]
    people = participants_of(account, notes)
    addressee = addressee_of(people)
    day = agency_day(last.held_at)
    projects = {one.project_id for one in notes}
    week_of = monday_of(day) if len(notes) > 1 else None
    report = ContactReport(
        account=account, project_id=projects.pop() if len(projects) == 1 else None, year=day.year,
        number=_next_number(account, day.year), title=last.title, talk_kind=last.kind, held_at=last.held_at,
        week_of=week_of, author=person_of(by), addressee=addressee, added_at=now, changed_at=now,
        due_at=week_out_by(week_of, agency_works(), agency_zone()) if week_of
        else out_by(day, agency_works(), agency_zone()),
    )  # fmt: skip
    with in_language(language_for(addressee)):
        points = points_drafted(notes)
    _save(report, notes, people)
    for point in points[: rules.POINTS_MOST]:
        point.report = report
        point.save()
    changes = {"note_ids": [one.pk for one in notes], "points": len(points)}
    trail.record("contact_report.drafted", subject=report, by=by, at=now, changes=changes)
    return report


def _save(report: ContactReport, notes: Sequence[Note], people: Sequence[Participant]) -> None:
    report.save(force_insert=True)
    for note in notes:
        ReportTalk.objects.create(report=report, note=note)
    for one in people:
        one.report = report
        one.save(force_insert=True)


@command
def edit_report(*, by: Actor, report_id: int, version: int, fields: ReportFields, now: datetime) -> ContactReport:
    """Change the title of a report, whom it is for, and who gets a copy. Who was there stays as the notes have it."""
    report = to_change(by, report_id, version)
    clean = tidied(fields)
    contacts = _contacts(report, [*clean.copy_contact_ids, *([clean.addressee_id] if clean.addressee_id else [])])
    people = Person.objects.filter(is_active=True).in_bulk(clean.copy_person_ids)
    if set(clean.copy_person_ids) - set(people):
        raise Invalid(_("Choose a colleague."), "copy_person_ids")
    before = {"title": report.title, "addressee_id": report.addressee_id}
    report.title = clean.title
    report.addressee = contacts[clean.addressee_id] if clean.addressee_id else None
    _set_copies(report, clean, contacts)
    report.changed_at = now
    report.save()
    after = {"title": report.title, "addressee_id": report.addressee_id}
    changes = {"before": before, "after": after, "copies": len(clean.copy_contact_ids) + len(clean.copy_person_ids)}
    trail.record("contact_report.edited", subject=report, by=by, at=now, changes=changes)
    return report


def _set_copies(report: ContactReport, fields: ReportFields, contacts: dict[int, Contact]) -> None:
    """Set who gets a copy. People of the talk aren't copies, and an addressee who wasn't there gets one."""
    of_talk = [one for one in report.participants.all() if one.presence != rules.COPY]
    there = {one.contact_id for one in of_talk} | {None}
    colleagues = {one.person_id for one in of_talk} | {None}
    because = {(one.contact_id, one.person_id): one.superior_of for one in report.participants.all()}
    report.participants.filter(presence=rules.COPY).delete()
    for pk in dict.fromkeys((*fields.copy_contact_ids, *([fields.addressee_id] if fields.addressee_id else []))):
        if pk not in there:
            row = Participant(contact=contacts[pk], presence=rules.COPY, superior_of=because.get((pk, None), ""))
            report.participants.add(row, bulk=False)
    for pk in dict.fromkeys(fields.copy_person_ids):
        if pk not in colleagues:
            row = Participant(person_id=pk, presence=rules.COPY, superior_of=because.get((None, pk), ""))
            report.participants.add(row, bulk=False)


@command
def discard_draft(*, by: Actor, report_id: int, now: datetime) -> None:
    """Delete a draft that was never submitted. Its notes can be reported again."""
    report = to_change(by, report_id, None)
    if report.editions.all():
        raise Refused(_("This report was submitted before. It can’t be deleted."))
    trail.record(
        "contact_report.discarded", subject=report, by=by, at=now,
        changes={"title": report.title, "account_id": report.account_id},
    )  # fmt: skip
    report.delete()


@command
def need_no_report(*, by: Actor, note_id: int, because: str, now: datetime) -> NoReport:
    """Record that a note needs no report, with the reason. It no longer waits for anyone."""
    note = note_seen_by(by, note_id, lock=True)
    policy.may_draft_of(person_of(by), note).or_refuse()
    reason = one_line(because, 300, "because")
    if not reason:
        raise Invalid(_("Enter the reason in a sentence."), "because")
    if ReportTalk.objects.filter(note=note).exists():
        raise Refused(_("This note already has a contact report."))
    row, _made = NoReport.objects.update_or_create(
        note=note, defaults={"because": reason, "by_label": by.label, "at": now}
    )
    trail.record("note.needs_no_report", subject=note, by=by, at=now, changes={"because": reason})
    return row


@command
def need_report(*, by: Actor, note_id: int, now: datetime) -> Note:
    """Undo that: the note asks for a report again."""
    note = note_seen_by(by, note_id, lock=True)
    policy.may_draft_of(person_of(by), note).or_refuse()
    if NoReport.objects.filter(note=note).delete()[0]:
        trail.record("note.needs_report", subject=note, by=by, at=now)
    return note


def to_change(by: Actor, report_id: int, version: int | None) -> ContactReport:
    """Return a report that the actor can change now, locked. Raises `Refused` while it is at the gate or sent."""
    report = queries.report_seen_by(by, report_id, lock=True)
    policy.may_change(person_of(by), report).or_refuse()
    state = queries.state_of(report)
    if state not in rules.EDITABLE:
        raise Refused(refusal_to_change(state))
    if version is not None:
        report.expect(version)
    return report


def _account_of(notes: Sequence[Note]) -> Account:
    if not notes:
        raise Invalid(_("Choose at least one note."), "note_ids")
    if len({one.account_id for one in notes}) > 1:
        raise Invalid(_("Choose notes of one account."), "note_ids")
    return notes[0].account


def _check(notes: Collection[Note], now: datetime) -> None:
    if len(notes) > rules.TALKS_MOST:
        raise Invalid(_("A report can be about up to %(most)s talks.") % {"most": rules.TALKS_MOST}, "note_ids")
    if any(one.held_at > now for one in notes):
        raise Invalid(_("This talk is in the future."), "note_ids")
    if ReportTalk.objects.filter(note__in=[one.pk for one in notes]).exists():
        raise Refused(_("This note already has a contact report."))
    if len({monday_of(agency_day(one.held_at)) for one in notes}) > 1:
        raise Invalid(_("Choose notes of one week."), "note_ids")


def _next_number(account: Account, year: int) -> int:
    """Return the next number of an account in a year. The account's row is locked until the report is there."""
    Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    found = ContactReport.objects.filter(account=account, year=year).aggregate(last=Max("number"))
    return (found["last"] or 0) + 1


def _contacts(report: ContactReport, ids: Collection[int]) -> dict[int, Contact]:
    found = Contact.objects.filter(account=report.account_id).in_bulk(list(ids))
    if set(ids) - set(found):
        raise Invalid(_("Choose a contact of this account."), "addressee_id")
    return found
