"""Note a meeting in one line, or find that it needs no note; choose emails, and send the page before a call."""

from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.audit import trail
from amity.conversations.calls import mails
from amity.conversations.calls.call import Call
from amity.conversations.calls.meetings import call_of_meeting, to_mail
from amity.conversations.calls.models import CallMail, EmailChoice, NoNote
from amity.conversations.calls.rules import MAIL_AHEAD
from amity.conversations.models import Note
from amity.conversations.notes.commands import record_note
from amity.conversations.notes.fields import NoteFields
from amity.conversations.notes.readings import points_read
from amity.conversations.rules import MEETING
from amity.meetings.models import Meeting, MeetingPerson
from amity.people.queries import actor_for, known_while_reading, person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.ui.reader_format import in_their_ways

MOST_MINUTES: Final = 24 * 60
MOST_TITLE: Final = 200
"""Limits of a note: a longer meeting leaves its length or its title open."""


@command
def note_meeting(*, by: Actor, meeting_id: int, text: str, now: datetime) -> Note:
    """Record a note of a meeting that has ended, with its people. Marked lines become records where nothing is open."""
    call = call_of_meeting(by, meeting_id, now)
    meeting = _ended(call)
    if not text.strip():
        raise Invalid(_("Enter what was said, in one sentence."), "text")
    fields = note_fields(call, meeting, text)
    try:
        points = points_read(by, call.account, fields, now)
    except Invalid as fault:
        raise Invalid(_("This line leaves something open. Write a full note instead."), "text") from fault
    return record_note(by=by, account_id=call.account.pk, fields=fields, points=points, now=now)


@command
def need_no_note(*, by: Actor, meeting_id: int, now: datetime) -> Meeting:
    """Record that a meeting needs no note. It no longer waits for anyone in it."""
    meeting = _ended(call_of_meeting(by, meeting_id, now))
    if hasattr(meeting, "no_note"):
        return meeting
    NoNote.objects.create(meeting=meeting, by_label=by.label, at=now)
    trail.record("meeting.needs_no_note", subject=meeting, by=by, at=now)
    return meeting


@command
def need_note(*, by: Actor, meeting_id: int, now: datetime) -> Meeting:
    """Undo that: the meeting asks for a note again."""
    meeting = _ended(call_of_meeting(by, meeting_id, now))
    if NoNote.objects.filter(meeting=meeting).delete()[0]:
        trail.record("meeting.needs_note", subject=meeting, by=by, at=now)
    return meeting


@command
def choose_emails(*, by: Actor, before_calls: bool, now: datetime) -> EmailChoice:
    """Choose which emails one gets."""
    choice, _made = EmailChoice.objects.get_or_create(person=person_of(by))
    if choice.before_calls != before_calls:
        choice.before_calls = before_calls
        choice.save(update_fields=["before_calls"])
        trail.record("emails.chosen", subject=choice.person, by=by, at=now, changes={"before_calls": before_calls})
    return choice


def mail_before_calls(*, now: datetime) -> int:
    """Scheduled job: email the page before each meeting that starts soon. Return how many emails were queued."""
    return sum(mail_before_call(row=row, now=now) for row in to_mail(now, MAIL_AHEAD))


@command
def mail_before_call(*, row: MeetingPerson, now: datetime) -> bool:
    """Email one colleague the page before a meeting, once for its start. Return whether it was queued."""
    person = row.person
    if person is None or not Account.objects.visible_to(person).filter(pk=row.meeting.account_id).exists():
        return False
    meeting = row.meeting
    _mail, is_new = CallMail.objects.get_or_create(
        person=person, meeting=meeting, starts_at=meeting.starts_at, defaults={"queued_at": now}
    )
    if not is_new:
        return False
    by = actor_for(person, "job")
    with known_while_reading(still=False), in_their_ways(person):
        mails.before_call(by, person, call_of_meeting(by, meeting.pk, now), now)
    return True


def note_fields(call: Call, meeting: Meeting, text: str = "") -> NoteFields:
    """Return what a note of a meeting begins with: its time, its title and who took part."""
    length = int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)
    title = meeting.title if len(meeting.title) <= MOST_TITLE else ""  # a note without one is named after who took part
    people = dict.fromkeys([call.reader_id, *(one.person.pk for one in call.colleagues)])
    return NoteFields(
        held_at=meeting.starts_at, kind=MEETING, title=title, text=text,
        minutes=length if 0 < length <= MOST_MINUTES and not meeting.is_all_day else None,
        contact_ids=tuple(contact.pk for contact in call.contacts), person_ids=tuple(people), meeting_id=meeting.pk,
    )  # fmt: skip


def _ended(call: Call) -> Meeting:
    meeting = call.meeting
    if meeting is None or meeting.ends_at > call.now:
        raise Refused(_("This meeting hasn’t ended yet."))
    return meeting
