"""Queries for meetings, as far as the actor can see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import BigIntegerField, Count, Exists, OuterRef, Prefetch, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext as _

from amity.agency.editions.by_roles import row_by_roles
from amity.meetings import rules
from amity.meetings.models import Meeting, MeetingPerson, MeetingQuerySet
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.rows.prepared import Given, Prepared


@dataclass(frozen=True, slots=True)
class Attendees:
    """The people in a meeting: of the client, and of the agency."""

    theirs: Sequence[MeetingPerson]
    ours: Sequence[MeetingPerson]


def meetings_seen_by(by: Actor) -> MeetingQuerySet:
    """Return the meetings the actor can see, with their account."""
    return Meeting.objects.visible_to(person_of(by)).select_related("account")


def meeting_seen_by(by: Actor, meeting_id: int, *, lock: bool = False) -> Meeting:
    """Return one meeting, or raise `NotSeen`."""
    gone = _("Meeting not found. It may have been removed from the calendar, or you don’t have access.")
    if lock:
        return seen_or_missing(_with_account(by), meeting_id, gone, lock=True)
    found: Meeting = row_by_roles("meeting", by, meeting_id, gone, _with_account)
    return found


def _with_account(by: Actor) -> MeetingQuerySet:
    return Meeting.objects.visible_to(person_of(by)).select_related("account__manager")


def meetings_between(by: Actor, start: datetime, end: datetime) -> MeetingQuerySet:
    """Return the actor's own meetings that take place in a span of time, the first one first.

    Meetings that they or everyone at the client declined, and cancelled ones, are left out.
    """
    mine = MeetingPerson.objects.filter(meeting=OuterRef("pk"), person=person_of(by)).exclude(answer=rules.DECLINED)
    rows = meetings_seen_by(by).filter(Exists(mine), starts_at__lt=end, ends_at__gt=start)
    return rows.exclude(state=rules.CANCELLED).order_by("starts_at", "pk")


def next_meeting_with(by: Actor, contact_id: int, now: datetime) -> Meeting | None:
    """Return the next meeting with a contact that has not ended, or None."""
    theirs = MeetingPerson.objects.filter(meeting=OuterRef("pk"), contact=contact_id).exclude(answer=rules.DECLINED)
    rows = meetings_seen_by(by).filter(Exists(theirs), ends_at__gt=now).exclude(state=rules.CANCELLED)
    return rows.order_by("starts_at", "pk").first()


def meetings_of_account(by: Actor, account_id: Any, since: Any, until: Any) -> MeetingQuerySet:
    """Return the meetings of an account that start in a span of time, the first one first, without cancelled ones."""
    rows = meetings_seen_by(by).filter(account=account_id, starts_at__gte=since, starts_at__lt=until)
    return rows.exclude(state=rules.CANCELLED).order_by("starts_at", "pk")


def with_people() -> Prefetch[str]:
    """Return the prefetch of who is in a meeting, the organiser first, then by name."""
    return Prefetch("people", _people())


def attendees_of(meeting: Meeting) -> Attendees:
    """Return who is in a meeting, by side."""
    found = ATTENDEES.rows({"meeting": meeting.pk})
    theirs = [one for one in found if one.person_id is None]
    return Attendees(theirs, [one for one in found if one.person_id is not None])


def with_client(rows: MeetingQuerySet) -> MeetingQuerySet:
    """Add the first name of the client's people who haven't declined, and their number, within the same query."""
    theirs = MeetingPerson.objects.filter(meeting=OuterRef("pk"), person=None).exclude(answer=rules.DECLINED)
    name = Coalesce("contact__name", NullIf("name", Value("")), "mail")
    first = theirs.annotate(shown=name).order_by("-is_organizer", "shown", "pk").values("shown")[:1]
    number = theirs.order_by().values("meeting").annotate(number=Count("pk")).values("number")
    return rows.annotate(first_of_client=Subquery(first), coming=Coalesce(Subquery(number), 0))


def _people() -> QuerySet[MeetingPerson]:
    return MeetingPerson.objects.select_related("person", "contact").order_by("-is_organizer", "name", "pk")


ATTENDEES: Final = Prepared(lambda: _people().filter(meeting=Given("meeting", BigIntegerField())))


def day_of(by: Actor, meeting: Meeting) -> date:
    """Return the first date of a meeting: an all-day one's own, another one's in the actor's time zone."""
    if meeting.is_all_day:
        return meeting.first_date
    return person_of(by).day_of(meeting.starts_at)


def last_day_of(by: Actor, meeting: Meeting) -> date:
    """Return the last date of a meeting."""
    if meeting.is_all_day:
        return meeting.last_date
    return person_of(by).day_of(meeting.ends_at)
