"""The contact reports of the demo agency: the working basis, corrected, confirmed, and one that is due."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.utils import timezone

from amity.accounts.demo import account_named, contact_named
from amity.contact_reports import queries
from amity.contact_reports.client_days.commands import AbsenceFields, add_absence
from amity.contact_reports.clocks.commands import follow_clock
from amity.contact_reports.clocks.reading import clock_of
from amity.contact_reports.corrections.commands import confirm, correct
from amity.contact_reports.drafts.commands import draft_report, need_no_report
from amity.contact_reports.letters.commands import submit_report
from amity.contact_reports.models import ContactReport
from amity.conversations.models import Note
from amity.gate.demo import deliver
from amity.gate.models import Item
from amity.shared.stories import Crew, coming, rows

TABLES: Final = Path(__file__).with_suffix(".toml")
BASIS, CORRECTED, CONFIRMED = "basis", "corrected", "confirmed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The report of a talk, and what became of it. Without an outcome it is a draft."""

    account: str
    days_ago: int
    outcome: str = ""
    contact: str = ""
    words: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Unneeded:
    """A talk that needs no report."""

    account: str
    days_ago: int
    because: str


@dataclass(frozen=True, slots=True)
class Away:
    """When a contact is away, in days from today."""

    account: str
    contact: str
    first: int
    last: int
    source: str


def story(crew: Crew, *, now: datetime) -> None:
    """Draft the reports, tell what became of them, and record who is away. Nothing leaves."""
    for one in rows(TABLES, Outcome, "reports"):
        note = _note(one.account, one.days_ago, now)
        if note is not None:
            _tell(crew, one, note, now)
    for talk in rows(TABLES, Unneeded, "unneeded"):
        note = _note(talk.account, talk.days_ago, now)
        if note is not None:
            need_no_report(by=crew.managing(talk.account), note_id=note.pk, because=talk.because, now=now)
    for away in rows(TABLES, Away, "away"):
        _leave(crew, away, now)


def _leave(crew: Crew, one: Away, now: datetime) -> None:
    fields = AbsenceFields(contact_named(one.contact), coming(now, one.first), coming(now, one.last), one.source)
    add_absence(by=crew.managing(one.account), account_id=account_named(one.account).pk, fields=fields, now=now)


def _note(account: str, days_ago: int, now: datetime) -> Note | None:
    day = timezone.localdate(now - timedelta(days=days_ago))
    notes = Note.objects.filter(account=account_named(account)).order_by("held_at", "pk")
    return next((one for one in notes if timezone.localdate(one.held_at) == day), None)


def _tell(crew: Crew, one: Outcome, note: Note, now: datetime) -> None:
    by = crew.managing(one.account)
    report = draft_report(by=by, note_ids=[note.pk], now=note.added_at)
    if not one.outcome:
        return
    sent_at = min(note.added_at + timedelta(hours=20), now)
    submit_report(by=by, report_id=report.pk, version=report.version, now=sent_at)
    _send(_read(report).editions.all()[0].item, sent_at)
    answered_at = min(sent_at + timedelta(days=1), now)
    if one.outcome == BASIS:
        _pass_time(report)
    elif one.outcome == CORRECTED:
        correct(
            by=by, report_id=report.pk, contact_id=contact_named(one.contact), words=one.words, source=one.source,
            now=answered_at,
        )  # fmt: skip
    elif one.outcome == CONFIRMED:
        confirm(by=by, report_id=report.pk, contact_id=contact_named(one.contact), source=one.source, now=answered_at)


def _pass_time(report: ContactReport) -> None:
    """Let the reminder go, and then the time until the report is the working basis."""
    for _step in range(2):
        read = _read(report)
        edition = read.editions.all()[0]
        clock = clock_of(read, edition)
        if clock is None:
            return
        at = clock.reminder if edition.reminded_at is None else clock.basis
        follow_clock(report_id=report.pk, now=at)
        _send(_read(report).editions.all()[0].reminder, at)


def _send(item: Item | None, at: datetime) -> None:
    """Tell that an email was accepted, as the outbox would."""
    if item is not None and item.sent_at is None:
        deliver(item, at)


def _read(report: ContactReport) -> ContactReport:
    found = queries.report_by_id(report.pk)
    assert found is not None  # noqa: S101 - it was drafted above
    return found
