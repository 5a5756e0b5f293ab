"""Queries for calendars: one's own, and those to be read."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from amity.meetings import rules
from amity.meetings.calendars.rules import AT_ONCE, PATIENCE
from amity.meetings.models import Calendar, CalendarQuerySet
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.rows.lookup import seen_or_missing


def calendars_of(by: Actor) -> CalendarQuerySet:
    """Return the actor's own calendars by name, with how many meetings each has."""
    rows = Calendar.objects.visible_to(person_of(by)).annotate(meetings=Count("entries"))
    return rows.order_by("name", "pk")


def calendar_seen_by(by: Actor, calendar_id: int, *, lock: bool = False) -> Calendar:
    """Return one of the actor's own calendars, or raise `NotSeen`."""
    rows = Calendar.objects.visible_to(person_of(by)).select_related("person")
    return seen_or_missing(rows, calendar_id, _("Calendar not found. It may have been removed."), lock=lock)


def calendar_to_store(calendar_id: int) -> Calendar | None:
    """Return a locked calendar with its person, or None if it was removed or paused since."""
    rows = Calendar.objects.select_related("person").filter(pk=calendar_id, is_paused=False, person__is_active=True)
    return rows.select_for_update(of=("self",)).first()


def calendars_due(now: datetime) -> list[int]:
    """Return the ids of the calendars to be read now, those that wait longest first."""
    rows = Calendar.objects.filter(is_paused=False, person__is_active=True, next_read_at__lte=now)
    return list(rows.exclude(kind=rules.UPLOAD).order_by("next_read_at", "pk").values_list("pk", flat=True)[:200])


def troubled(person: Person) -> CalendarQuerySet:
    """Return the person's calendars that can't be read and need them."""
    needs = Q(trouble__in=AT_ONCE) | Q(failures__gte=PATIENCE)
    rows = Calendar.objects.visible_to(person).filter(needs, is_paused=False).exclude(trouble="")
    return rows.order_by(F("trouble_since").asc(nulls_last=True), "pk")


def known_keys(calendar: Calendar, since: datetime) -> Sequence[tuple[str, str]]:
    """Return the keys of the meetings a calendar has that end after a moment."""
    entries = calendar.entries.filter(meeting__ends_at__gt=since)
    return list(entries.values_list("meeting__uid", "meeting__recurrence"))
