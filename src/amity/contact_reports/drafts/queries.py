"""Notes that still need a report, alone or as a week."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import Exists, OuterRef

from amity.accounts.covers.prefetch import covers_along
from amity.accounts.models import Account
from amity.accounts.of_person import of_handled_accounts
from amity.agency.queries import agency_day, agency_zone
from amity.contact_reports import policy
from amity.contact_reports.client_days.queries import agency_works
from amity.contact_reports.clocks.rules import is_daily, monday_of, out_by, week_out_by
from amity.contact_reports.drafts.points import TAKEN
from amity.contact_reports.models import NoReport, ReportTalk
from amity.conversations.models import Note, NotePerson, NotePoint, NoteQuerySet
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor

RECENT: Final = timedelta(days=14)
"""Talks that are older ask for no report: an import of old notes would otherwise ask for hundreds."""
MOST_OFFERED: Final = 20


def unreported(rows: NoteQuerySet) -> NoteQuerySet:
    """Return notes that are in no report, and of which no one found that they need none."""
    reported = ReportTalk.objects.filter(note=OuterRef("pk"))
    unneeded = NoReport.objects.filter(note=OuterRef("pk"))
    return rows.filter(~Exists(reported), ~Exists(unneeded))


def with_something_to_report(rows: NoteQuerySet) -> NoteQuerySet:
    """Return notes of talks in which something was decided, promised or asked."""
    return rows.filter(Exists(NotePoint.objects.filter(note=OuterRef("pk"), mark__in=TAKEN)))


def awaiting_report(rows: NoteQuerySet, today: date, now: datetime) -> NoteQuerySet:
    """Return the recent notes that need a report and have none, the oldest first."""
    recent = rows.filter(held_at__lte=now, held_at__gte=datetime.combine(today - RECENT, time(), agency_zone()))
    named = with_something_to_report(unreported(recent)).select_related("account__manager", "account__director")
    return named.prefetch_related(covers_along("account")).order_by("held_at", "pk")


def offered_on(by: Actor, account: Account, now: datetime) -> list[Note]:
    """Return the recent notes of an account that can be reported, the newest first."""
    seen = Note.objects.visible_to(person_of(by)).filter(account=account, held_at__lte=now)
    return list(unreported(seen).order_by("-held_at", "-pk")[:MOST_OFFERED])


def report_of_note(note: Note) -> ReportTalk | None:
    """Return the report that a note is in, or None."""
    return ReportTalk.objects.filter(note=note).select_related("report").first()


def needs_none(note: Note) -> NoReport | None:
    """Return why a note needs no report, or None."""
    return NoReport.objects.filter(note=note).first()


def may_draft_of(by: Actor, note: Note) -> bool:
    """Return whether the actor can draft a report from a note."""
    return bool(policy.may_draft_of(person_of(by), note))


def may_draft(by: Actor, account: object) -> bool:
    """Return whether the actor can draft reports of an account."""
    return isinstance(account, Account) and bool(policy.may_draft(person_of(by), account))


@dataclass(frozen=True, slots=True)
class Due:
    """By when a note's report goes out, and the other notes of its week where the contact is spoken to daily."""

    at: datetime
    week: Sequence[int] = ()


def dues_of(notes: Iterable[Note]) -> dict[int, Due]:
    """Return by when each note's report goes out. Daily talks with a contact make one report of the week."""
    listed = list(notes)
    works, zone = agency_works(), agency_zone()
    weeks = _weeks(listed)
    found = {}
    for note in listed:
        day = agency_day(note.held_at)
        week = weeks.get(note.pk, ())
        at = week_out_by(monday_of(day), works, zone) if week else out_by(day, works, zone)
        found[note.pk] = Due(at, week)
    return found


def _weeks(notes: Sequence[Note]) -> dict[int, tuple[int, ...]]:
    """Return for each note of a contact who is spoken to daily the notes of the same contact and week."""
    days = {note.pk: agency_day(note.held_at) for note in notes}
    rows = NotePerson.objects.filter(note__in=days, contact__isnull=False, was_absent=False)
    by_week: defaultdict[tuple[int, date], set[int]] = defaultdict(set)
    cadence: dict[int, int | None] = {}
    for note_id, contact_id, every in rows.values_list("note_id", "contact_id", "contact__cadence_days"):
        by_week[contact_id, monday_of(days[note_id])].add(note_id)
        cadence[contact_id] = every
    found: dict[int, tuple[int, ...]] = {}
    for (contact_id, _monday), ids in by_week.items():
        if is_daily([days[pk] for pk in ids], cadence[contact_id]):
            together = tuple(sorted({*ids, *(other for pk in ids for other in found.get(pk, ()))}))
            found |= dict.fromkeys(ids, together)
    return found


def handled_notes(person: Person) -> NoteQuerySet:
    """Return the notes of accounts whose open matters are the person's."""
    return Note.objects.filter(of_handled_accounts(person))
