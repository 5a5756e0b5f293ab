"""What the page of a note offers: its report, or to draft one, alone or as the report of a week."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from amity.contact_reports.drafts.points import worth_reporting
from amity.contact_reports.drafts.queries import dues_of, may_draft_of, needs_none, report_of_note, unreported
from amity.contact_reports.models import ContactReport, NoReport
from amity.conversations.models import Note
from amity.people.queries import person_of
from amity.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Offer:
    """The report of a note, or what can be done about it. `week` are the notes of a weekly report."""

    report: ContactReport | None = None
    may_draft: bool = False
    is_awaited: bool = False
    no_report: NoReport | None = None
    week: Sequence[int] = ()


def of_note(by: Actor, note: Note) -> Offer:
    """Return what a note's page offers."""
    if (talk := report_of_note(note)) is not None:
        return Offer(talk.report)
    if note.held_at > timezone.now() or not may_draft_of(by, note):
        return Offer()
    none_needed = needs_none(note)
    is_awaited = none_needed is None and worth_reporting([note])
    return Offer(None, True, is_awaited, none_needed, _week(by, note) if none_needed is None else ())


def _week(by: Actor, note: Note) -> Sequence[int]:
    """Return the notes of the week with a contact who is spoken to daily, this one among them."""
    seen = Note.objects.visible_to(person_of(by)).filter(account=note.account_id, held_at__lte=timezone.now())
    around = unreported(seen).order_by("-held_at", "-pk")[:MOST_AROUND]
    week = dues_of(around).get(note.pk)
    return week.week if week is not None and len(week.week) > 1 else ()


MOST_AROUND = 40
"""Notes among which those of the same week are found."""
