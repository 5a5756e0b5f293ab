"""What the marks of notes become in a report. Nothing is typed again; each point keeps the line it comes from.

A due date has its own place in a report, so it is dropped from the end of the words.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from amity.agency.queries import agency_day
from amity.contact_reports import rules
from amity.contact_reports.models import ReportPoint
from amity.conversations import rules as marks
from amity.conversations.models import Note, NotePoint
from amity.conversations.notes.queries import points_of
from amity.shared.text.dates import due_in, without_due

TAKEN = (marks.DECISION, marks.ACTION, marks.PROMISE, marks.REQUEST)
"""Marks that a report has. Expectations and preferences are what the agency knows of the client."""


def points_drafted(notes: Iterable[Note]) -> list[ReportPoint]:
    """Return the unsaved points of notes, by group, in the order of the talks and their lines."""
    found = [
        _drafted(note, point) for note in sorted(notes, key=lambda one: (one.held_at, one.pk))
        for point in points_of(note) if point.mark in TAKEN
    ]  # fmt: skip
    found.sort(key=lambda one: rules.GROUPS.index(one.group))
    for position, point in enumerate(found, 1):
        point.position = position
    return found


def worth_reporting(notes: Iterable[Note]) -> bool:
    """Return whether something was decided, promised or asked."""
    return NotePoint.objects.filter(note__in=list(notes), mark__in=TAKEN).exists()


def _drafted(note: Note, point: NotePoint) -> ReportPoint:
    talk_on = agency_day(note.held_at)
    if point.action is not None:
        action = point.action
        text = without_due(action.what, talk_on, action.due_on)[: rules.TEXT_MOST]
        return ReportPoint(
            source=point, text=text, person=action.owner, contact=action.contact, due_on=action.due_on,
            group=rules.group_of(text, is_action=True, has_date=True),
        )  # fmt: skip
    if point.mark == marks.PROMISE and point.expectation is not None:
        promise = point.expectation
        text = without_due(promise.statement, talk_on, promise.promised_until)[: rules.TEXT_MOST]
        return ReportPoint(
            source=point, text=text, person=promise.promised_by, due_on=promise.promised_until,
            group=rules.group_of(text, is_action=True, has_date=True),
        )  # fmt: skip
    if point.mark == marks.REQUEST:
        sentence = _("You asked for this: %(words)s. Nothing is agreed yet.")
        words = point.text.rstrip(" .")[: rules.TEXT_MOST - len(sentence)]
        text = sentence % {"words": words}
        return ReportPoint(source=point, text=text, group=rules.group_of(text, is_action=True, has_date=False))
    text = point.text[: rules.TEXT_MOST]
    day = due_in(text, talk_on).day
    group = rules.group_of(text, is_action=False, has_date=day is not None)
    return ReportPoint(source=point, text=text, due_on=day if group == rules.DATES else None, group=group)
