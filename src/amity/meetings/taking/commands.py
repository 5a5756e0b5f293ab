"""Take the meetings of one calendar: add, move and cancel them, and drop those that are gone from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from amity.accounts.contacts.addresses import known_addresses
from amity.accounts.models import Account
from amity.audit import trail
from amity.meetings import hooks, rules
from amity.meetings.events.values import Event, Reading
from amity.meetings.models import Calendar, CalendarEntry, Meeting
from amity.meetings.taking.people import write_people
from amity.meetings.taking.wanted import Wanted, wanted_of
from amity.shared.actor import Actor
from amity.shared.command import command

Key = tuple[str, str]
AT_ONCE: Final = 500
COLUMNS: Final = ("title", "starts_at", "ends_at", "is_all_day", "place", "join_link", "state")


@dataclass(frozen=True, slots=True)
class Taken:
    """How many meetings with clients a calendar has, and how many of them were added, changed or removed now."""

    meetings: int = 0
    added: int = 0
    changed: int = 0
    removed: int = 0


@command
def take_events(
    *, by: Actor, calendar: Calendar, reading: Reading, now: datetime, span: tuple[datetime, datetime] | None = None
) -> Taken:  # fmt: skip
    """Take the meetings of a calendar that was read. Events without a client are not stored.

    `span` is the time that was read: a meeting in it that the calendar no longer has is dropped. Without it, as for an
    uploaded file, nothing is. The caller has locked the calendar.
    """
    found = list(_wanted(calendar, reading))
    known = _stored({one.event.uid for one in found})
    added = changed = 0
    seen: set[int] = set()
    for wanted in found:
        meeting = known.get(_key(wanted.event))
        if meeting is None:
            if wanted.event.state == rules.CANCELLED:
                continue
            meeting, is_new = _added(wanted, by, now)
            added += is_new
            write_people(meeting, wanted, calendar.person, whole=is_new)
        else:
            is_current = _is_current(meeting, wanted.event)
            changed += is_current and _changed(meeting, wanted, by, now)
            write_people(meeting, wanted, calendar.person, whole=is_current)
        seen.add(meeting.pk)
        CalendarEntry.objects.update_or_create(
            calendar=calendar, meeting=meeting, defaults={"answer": wanted.own_answer}
        )
    removed = _drop_gone(calendar, seen, span, by, now) if span else 0
    return Taken(len(seen), added, changed, removed)


def drop_entries(entries: Iterable[CalendarEntry], *, by: Actor, now: datetime) -> int:
    """Remove meetings from a calendar, inside another command.

    A meeting that is in no other calendar is deleted, or cancelled if something refers to it and it hasn't ended.
    """
    ids = [entry.meeting_id for entry in entries]
    pks = [entry.pk for entry in entries]
    for start in range(0, len(pks), AT_ONCE):
        CalendarEntry.objects.filter(pk__in=pks[start : start + AT_ONCE]).delete()
    gone = 0
    for start in range(0, len(ids), AT_ONCE):
        rows = Meeting.objects.filter(pk__in=ids[start : start + AT_ONCE], entries=None)
        kept = set(rows.filter(hooks.kept()).values_list("pk", flat=True))
        for meeting in rows.select_for_update(of=("self",)):
            gone += 1
            if meeting.pk not in kept:
                trail.record("meeting.removed", subject=meeting, by=by, at=now, changes={"title": meeting.title})
                meeting.delete()
            elif meeting.ends_at > now and meeting.state != rules.CANCELLED:
                _cancel(meeting, by, now)
    return gone


def _wanted(calendar: Calendar, reading: Reading) -> Iterable[Wanted]:
    owner = calendar.person
    known = known_addresses({guest.mail for event in reading.events for guest in event.guests})
    preferred = frozenset(Account.objects.handled_by(owner).values_list("pk", flat=True))
    for event in reading.events:
        if (wanted := wanted_of(event, owner, known, preferred)) is not None:
            yield wanted


def _stored(uids: Iterable[str]) -> Mapping[Key, Meeting]:
    asked = sorted(uids)
    found: dict[Key, Meeting] = {}
    for start in range(0, len(asked), AT_ONCE):
        rows = Meeting.objects.filter(uid__in=asked[start : start + AT_ONCE]).prefetch_related("people")
        found |= {(row.uid, row.recurrence): row for row in rows}
    return found


def _key(event: Event) -> Key:
    return event.uid, event.recurrence


def _is_current(meeting: Meeting, event: Event) -> bool:
    return rules.is_newer(event.sequence, event.made_at, meeting.sequence, meeting.made_at)


def _added(wanted: Wanted, by: Actor, now: datetime) -> tuple[Meeting, bool]:
    """Add a meeting, or return the one that another process has added since."""
    event = wanted.event
    columns = {name: getattr(event, name) for name in COLUMNS}
    stamps = {"sequence": event.sequence, "made_at": event.made_at, "added_at": now, "changed_at": now}
    meeting, is_new = Meeting.objects.get_or_create(
        uid=event.uid, recurrence=event.recurrence, defaults=columns | stamps | {"account_id": wanted.account_id}
    )
    if is_new:
        changes = {"title": event.title, "starts_at": event.starts_at, "account_id": wanted.account_id}
        trail.record("meeting.added", subject=meeting, by=by, at=now, changes=changes)
    return meeting, is_new


def _changed(meeting: Meeting, wanted: Wanted, by: Actor, now: datetime) -> bool:
    """Write what a copy of the event has, and return whether the meeting differs from before."""
    event = wanted.event
    changes = {
        name: getattr(event, name) for name in COLUMNS if getattr(event, name) != getattr(meeting, name)
    }  # fmt: skip
    if meeting.account_id != wanted.account_id and not Meeting.objects.filter(hooks.kept(), pk=meeting.pk).exists():
        changes["account_id"] = wanted.account_id
    stamps = (event.sequence, event.made_at)
    if not changes and stamps == (meeting.sequence, meeting.made_at):
        return False
    for name, value in changes.items():
        setattr(meeting, name, value)
    meeting.sequence, meeting.made_at = stamps
    if changes:
        meeting.changed_at, meeting.version = now, meeting.version + 1
    meeting.save()
    if changes:
        trail.record(_act(changes), subject=meeting, by=by, at=now, changes=changes)
    return bool(changes)


def _act(changes: Mapping[str, object]) -> str:
    if changes.get("state") == rules.CANCELLED:
        return "meeting.cancelled"
    return "meeting.moved" if changes.keys() & {"starts_at", "ends_at"} else "meeting.changed"


def _cancel(meeting: Meeting, by: Actor, now: datetime) -> None:
    meeting.state, meeting.changed_at, meeting.version = rules.CANCELLED, now, meeting.version + 1
    meeting.save(update_fields=["state", "changed_at", "version"])
    trail.record("meeting.cancelled", subject=meeting, by=by, at=now, changes={"state": rules.CANCELLED})


def _drop_gone(calendar: Calendar, seen: set[int], span: tuple[datetime, datetime], by: Actor, now: datetime) -> int:
    since, until = span
    inside = calendar.entries.filter(meeting__ends_at__gt=since, meeting__starts_at__lt=until)
    return drop_entries([entry for entry in inside if entry.meeting_id not in seen], by=by, now=now)
