"""Meetings around notes: the call that a meeting is, those that need a note, and the emails before them."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from amity.accounts.models import Account
from amity.accounts.of_person import of_seen_accounts
from amity.accounts.opened import accounts_opened_by
from amity.accounts.queries import account_seen_by, sees_whole
from amity.agency.queries import agency_zone
from amity.conversations.calls.call import Call, Colleague, duty_of
from amity.conversations.calls.models import CallMail, EmailChoice
from amity.conversations.models import Note
from amity.meetings import rules
from amity.meetings.hooks import with_note
from amity.meetings.models import Meeting, MeetingPerson
from amity.meetings.queries import attendees_of, meeting_seen_by, meetings_seen_by
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor

NOTED_WITHIN: Final = timedelta(days=3)
"""For how long after its end a meeting asks for a note."""
PROPOSED_AHEAD: Final = timedelta(minutes=30)


def call_of_meeting(by: Actor, meeting_id: int, now: datetime) -> Call:
    """Return the call that a meeting is. Raises `NotSeen`, also for a colleague in it who can't see the account."""
    meeting = meeting_seen_by(by, meeting_id)
    account, people = account_seen_by(by, meeting.account_id), attendees_of(meeting)
    meeting.account = account
    theirs = [one for one in people.theirs if one.answer != rules.DECLINED]
    day = person_of(by).day_of(meeting.starts_at)
    return Call(
        account=account, contacts=[one.contact for one in theirs if one.contact is not None],
        colleagues=[
            Colleague(one.person, duty_of(one.person, account))
            for one in people.ours
            if one.person is not None and one.answer != rules.DECLINED
        ],
        others=[one.name or one.mail for one in theirs if one.contact is None],
        day=day, now=now, whole=sees_whole(by, account), reader_id=by.person_id, meeting=meeting,
    )  # fmt: skip


def mail_and_note(by: Actor, meeting_id: int) -> tuple[datetime | None, int | None]:
    """Return when the actor was emailed the page of a meeting at its present start, and the note of it that they see.

    Either is None without one.
    """
    mails = CallMail.objects.filter(person=by.person_id, meeting=OuterRef("pk"), starts_at=OuterRef("starts_at"))
    notes = Note.objects.visible_to(person_of(by)).filter(meeting=OuterRef("pk")).order_by("pk")
    found = Meeting.objects.filter(pk=meeting_id).values_list(
        Subquery(mails.values("queued_at")), Subquery(notes.values("pk")[:1])
    )  # fmt: skip
    return found.first() or (None, None)


def wants_mail(person_id: int) -> bool:
    """Return whether a person is emailed before calls."""
    return not EmailChoice.objects.filter(person=person_id, before_calls=False).exists()


def without_note(person: Person, today: date, now: datetime) -> QuerySet[Meeting]:
    """Return the person's meetings with a contact that ended in the last days, and have no note and need one."""
    since = datetime.combine(today - NOTED_WITHIN, time(), agency_zone())
    mine = MeetingPerson.objects.filter(meeting=OuterRef("pk"), person=person).exclude(answer=rules.DECLINED)
    rows = Meeting.objects.filter(Exists(mine), _with_contact(), ends_at__lte=now, ends_at__gt=since)
    rows = rows.filter(of_seen_accounts(person), is_all_day=False, no_note=None).exclude(state=rules.CANCELLED)
    return rows.exclude(with_note()).select_related("account").order_by("starts_at", "pk")


def to_note(by: Actor, account: Account, now: datetime) -> list[Meeting]:
    """Return today's meetings of an account that have begun, or are about to, and have no note."""
    day = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = meetings_seen_by(by).filter(account=account, starts_at__gte=day, starts_at__lte=now + PROPOSED_AHEAD)
    rows = rows.filter(_with_contact(), is_all_day=False).exclude(state=rules.CANCELLED).exclude(with_note())
    return list(rows.order_by("-starts_at", "-pk"))


def to_note_between(person: Person, start: datetime, end: datetime) -> QuerySet[Meeting]:
    """Return the person's meetings with a contact that start in a span of time, whether they have a note or not."""
    mine = MeetingPerson.objects.filter(meeting=OuterRef("pk"), person=person).exclude(answer=rules.DECLINED)
    rows = Meeting.objects.filter(Exists(mine), _with_contact(), starts_at__gte=start, starts_at__lt=end)
    rows = rows.filter(of_seen_accounts(person), is_all_day=False).exclude(state=rules.CANCELLED)
    return rows.select_related("account").order_by("starts_at", "pk")


def _with_contact() -> Exists:
    theirs = MeetingPerson.objects.filter(meeting=OuterRef("pk"), contact__isnull=False)
    return Exists(theirs.exclude(answer=rules.DECLINED))


def to_mail(now: datetime, ahead: timedelta) -> QuerySet[MeetingPerson]:
    """Return who is to be emailed before which meeting: those in it who want it and weren't for this start."""
    mailed = CallMail.objects.filter(
        meeting=OuterRef("meeting"), person=OuterRef("person"), starts_at=OuterRef("meeting__starts_at")
    )
    unwanted = EmailChoice.objects.filter(person=OuterRef("person"), before_calls=False)
    theirs = MeetingPerson.objects.filter(meeting=OuterRef("meeting"), contact__isnull=False)
    rows = MeetingPerson.objects.filter(
        ~Exists(mailed), ~Exists(unwanted), Exists(theirs.exclude(answer=rules.DECLINED)),
        person__is_active=True, person__mail__isnull=False, meeting__is_all_day=False,
        meeting__starts_at__gt=now, meeting__starts_at__lte=now + ahead,
    )  # fmt: skip
    rows = rows.exclude(answer=rules.DECLINED).exclude(meeting__state=rules.CANCELLED)
    return rows.select_related("person", "meeting").order_by("meeting__starts_at", "pk")


def may_prepare(by: Actor, meeting: Meeting) -> bool:
    """Return whether the actor can open the page before a meeting: those who see its account."""
    return bool(page_before(by, [meeting]))


def page_before(by: Actor, meetings: Collection[Meeting]) -> dict[int, str]:
    """Return the address of the page before each of these meetings whose account the actor can see."""
    seen = accounts_opened_by(by, [one.account for one in meetings])
    return {
        meeting.pk: reverse("conversations:before_meeting", args=[meeting.pk])
        for meeting in meetings
        if meeting.account_id in seen
    }


WITH_NOTE: Final = Q(note__isnull=False)
"""The filter for meetings that have a note."""
