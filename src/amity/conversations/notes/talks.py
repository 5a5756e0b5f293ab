"""The last talks with a contact and the next one, for their page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import DateTimeField, Exists, IntegerField, OuterRef, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone

from amity.accounts.any_account import ACCOUNT, CONTACT, AnyAccount
from amity.accounts.by_roles import rows_on_account
from amity.accounts.models import Contact
from amity.accounts.queries import sees_whole
from amity.accounts.timeline.sources import NOW, Text, seen_rows
from amity.conversations.models import Note, NotePerson
from amity.conversations.notes.wording import KINDS
from amity.conversations.rules import MEETING
from amity.meetings.models import Meeting, MeetingPerson
from amity.meetings.rules import CANCELLED, DECLINED
from amity.shared.actor import Actor

LAST: Final = 2
WITH_TIME: Final = 6
"""Days: up to here, a day is written with its time."""
SAME: Final = timedelta(hours=1)
"""A meeting this close to a note is the talk of the note."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk that took place or is planned: when, its title and kind, how long, and its page. `is_meeting`: it is known
    from a calendar alone, and `before` is the page to read before it.
    """

    at: datetime
    title: str
    kind: Text
    minutes: int | None
    address: str
    is_meeting: bool = False
    before: str = ""

    @property
    def is_far(self) -> bool:
        """Return whether its day is so far away that it is written without its time."""
        return abs((timezone.localdate(self.at) - timezone.localdate()).days) > WITH_TIME


@dataclass(frozen=True, slots=True)
class Talks:
    """The next talk with a contact and the last ones, the newest first."""

    next: Talk | None
    last: Sequence[Talk]


def talks_with(by: Actor, contact: Contact) -> Talks:
    """Return the next talk with a contact and the last two: notes, and meetings of the calendar that have none."""
    now = timezone.now()
    make = _around_whole if sees_whole(by, contact.account) else _around_own
    found = [_talk(*row) for row in rows_on_account(by, contact.account_id, make, contact=contact.pk, now=now)]
    noted = [talk.at for talk in found if not talk.is_meeting]
    shown = [talk for talk in found if not talk.is_meeting or all(abs(talk.at - at) > SAME for at in noted)]
    ahead = min((talk for talk in shown if talk.at > now), key=lambda talk: talk.at, default=None)
    last = sorted((talk for talk in shown if talk.at <= now), key=lambda talk: talk.at, reverse=True)
    return Talks(ahead, last[:LAST])


def _around_whole(by: Actor) -> QuerySet[Any, Any]:
    return _around(by, AnyAccount(is_seen_whole=True))


def _around_own(by: Actor) -> QuerySet[Any, Any]:
    return _around(by, AnyAccount(is_seen_whole=False))


def _around(by: Actor, account: AnyAccount) -> QuerySet[Any, Any]:
    """Return the next and the last notes and meetings with a contact, as far as the actor sees the account."""
    first, *others = (*_notes(by, account), *_meetings(by, account))
    return first.union(*others, all=True)


def _notes(by: Actor, account: AnyAccount) -> list[QuerySet[Any, Any]]:
    with_them = NotePerson.objects.filter(note=OuterRef("pk"), contact=CONTACT, was_absent=False)
    seen = seen_rows(Note.objects.filter(Exists(with_them)), by, account)
    ahead = seen.filter(held_at__gt=NOW).order_by("held_at", "pk")[:1]
    held = seen.filter(held_at__lte=NOW).order_by("-held_at", "-pk")[:LAST]
    return [
        # A union takes no ordered or limited set, but one of chosen ids.
        Note.objects.filter(pk__in=rows.values("pk")).order_by().values_list(
            "pk", "title", "kind", "held_at", Cast(Value(None), DateTimeField()), "minutes"
        )
        for rows in (ahead, held)
    ]  # fmt: skip


def _meetings(by: Actor, account: AnyAccount) -> list[QuerySet[Any, Any]]:
    with_them = MeetingPerson.objects.filter(meeting=OuterRef("pk"), contact=CONTACT).exclude(answer=DECLINED)
    theirs = Meeting.objects.filter(Exists(with_them), account=ACCOUNT, note=None)
    theirs = theirs.exclude(state=CANCELLED)
    seen = seen_rows(theirs, by, account)
    ahead = seen.filter(starts_at__gt=NOW).order_by("starts_at", "pk")[:1]
    held = seen.filter(starts_at__lte=NOW).order_by("-starts_at", "-pk")[: LAST + 1]
    return [
        Meeting.objects.filter(pk__in=rows.values("pk")).order_by().values_list(
            "pk", "title", Value(""), "starts_at", "ends_at", Cast(Value(None), IntegerField())
        )
        for rows in (ahead, held)
    ]  # fmt: skip


def _talk(pk: int, title: str, kind: str, at: datetime, ends_at: datetime | None, minutes: int | None) -> Talk:
    if ends_at is None:
        return Talk(at, title, KINDS[kind], minutes, reverse("conversations:note", args=[pk]))
    length = round((ends_at - at) / timedelta(minutes=1))
    before = reverse("conversations:before_meeting", args=[pk])
    address = reverse("meetings:meeting", args=[pk])
    return Talk(at, title, KINDS[MEETING], length, address, is_meeting=True, before=before)
