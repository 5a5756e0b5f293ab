"""Start, stop, discard and resume a timer: one for each person, in a row, so that every device shows the same."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Annotated, Final

from django.db import IntegrityError, transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from amity.agency.queries import limit
from amity.audit import trail
from amity.audit.models import Payload
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, NotSeen, Refused
from amity.shared.values import Text, tidied, value_of
from amity.timesheets import commands as time
from amity.timesheets import policy
from amity.timesheets.changes import EntryChanges, Place, place_of
from amity.timesheets.choosing.keys import WorkKey
from amity.timesheets.models import Entry
from amity.timesheets.rules import DAY_SECONDS, rounded
from amity.timesheets.timer.models import Timer

SHORTEST: Final = 60
"""The least that a timer will log, in seconds."""
AS_LOGGED: Final = 1
"""The version of an entry that no one has edited."""


@dataclass(frozen=True, slots=True)
class TimerWork(WorkKey):
    """The work a timer runs for."""

    text: Annotated[str, Text(2000, lines=True)] = ""
    billable: bool = True
    courtesy: bool = False


class Forgotten(Invalid):
    """The timer ran so long that its time is doubtful. The person is asked for the real time."""


@command
def start_timer(*, by: Actor, work: TimerWork, now: datetime, switch: bool = False) -> Timer:
    """Start the timer. With `switch` a running one is stopped and logged first. Otherwise the start is refused.

    Of two starts at the same moment one wins, and the other raises `Refused`.
    """
    person = person_of(by)
    running = _running(person.pk)
    if running is not None:
        if not switch:
            raise Refused(_("A timer is already running. Stop it, or switch it to this work."))
        stop_timer(by=by, now=now)
    work, place = tidied(work), place_of(person, work)
    policy.may_log(person, whose=person, project=place.project).or_refuse()
    time.check_time(
        person, place.line.pk if place.line else None, place.item.pk if place.item else None, SHORTEST
    )  # fmt: skip
    timer = _inserted(person, work, place, now)
    trail.record("timer.started", subject=timer, by=by, at=now, changes=asdict(work))
    return timer


@command
def stop_timer(*, by: Actor, now: datetime, seconds: int | None = None) -> Entry:
    """Stop the timer and log its time on the day it was started, in the person's zone.

    `seconds` overrides the measured time. Raises `Forgotten` for a timer that ran longer than the agency's limit, and
    `MonthClosed` if the day's month is closed. The timer then continues.
    """
    person = person_of(by)
    timer = _held(person.pk)
    ran = int((now - timer.started_at).total_seconds())
    if seconds is None:
        if ran > limit("timer.forgotten_after"):
            raise Forgotten(_("This timer ran for a long time. How long did you really work?"), "hours")
        seconds = min(rounded(ran, minutes=limit("timer.round_minutes")), DAY_SECONDS)
    changes = EntryChanges(
        work_date=person.day_of(timer.started_at), seconds=seconds, **asdict(value_of(timer, TimerWork))
    )
    entry = time.log_entry(by=by, changes=changes, now=now)
    detail = {"seconds": seconds, "ran": ran, "entry": entry.pk, "started_at": timer.started_at}
    trail.record("timer.stopped", subject=timer, by=by, at=now, changes=detail)
    timer.delete()
    return entry


@command
def undo_stop(*, by: Actor, now: datetime) -> Timer:
    """Delete the time that the last stop logged, and resume its timer as if it had never stopped.

    Refused if a timer is running, the time was edited since or its month is closed. Raises `NotSeen` if it is gone.
    """
    person = person_of(by)
    if _running(person.pk):
        raise Refused(_("A timer is already running. Stop it, or switch it to this work."))
    stopped = Payload.objects.filter(
        record__action="timer.stopped", record__actor_id=person.pk, record__actor_kind="person"
    )
    last = stopped.order_by("-record_id").first()
    entry = Entry.objects.filter(pk=last.body["entry"]).first() if last else None
    if last is None or entry is None:
        raise NotSeen(_("There is nothing to restore."))
    if entry.version > AS_LOGGED:
        raise Refused(_("This time was edited since, so it stays logged."))
    work, started = value_of(entry, TimerWork), parse_datetime(last.body["started_at"])
    time.delete_entry(by=by, entry_id=entry.pk, version=entry.version, now=now)
    timer = _inserted(person, work, place_of(person, work), started or now)
    trail.record("timer.resumed", subject=timer, by=by, at=now)
    return timer


@command
def discard_timer(*, by: Actor, now: datetime) -> None:
    """Discard the running timer. `resume_timer` resumes it as if it had never stopped."""
    timer = _held(person_of(by).pk)
    changes = asdict(value_of(timer, TimerWork)) | {"started_at": timer.started_at}
    trail.record("timer.discarded", subject=timer, by=by, at=now, changes=changes)
    timer.delete()


@command
def resume_timer(*, by: Actor, now: datetime) -> Timer:
    """Resume the timer discarded last. Refused if another is running. Raises `NotSeen` if there is none."""
    person = person_of(by)
    if _running(person.pk):
        raise Refused(_("A timer is already running. Stop it, or switch it to this work."))
    thrown = Payload.objects.select_related("record").filter(
        record__action__in=("timer.discarded", "timer.resumed"), record__actor_id=person.pk, record__actor_kind="person"
    )
    last = thrown.order_by("-record_id").first()
    if last is None or last.record.action != "timer.discarded":
        raise NotSeen(_("There is nothing to restore."))
    image = dict(last.body)
    started = parse_datetime(image.pop("started_at"))
    work = TimerWork(**image)
    timer = _inserted(person, work, place_of(person, work), started or now)
    trail.record("timer.resumed", subject=timer, by=by, at=now)
    return timer


def _running(person_id: int) -> Timer | None:
    return Timer.objects.select_for_update(of=("self",)).filter(person_id=person_id).first()


def _held(person_id: int) -> Timer:
    timer = _running(person_id)
    if timer is None:
        raise NotSeen(_("No timer is running. It may have been stopped on another device."))
    return timer


def _inserted(person: Person, work: TimerWork, place: Place, started_at: datetime) -> Timer:
    timer = Timer(
        person=person, started_at=started_at, text=work.text, billable=work.billable, courtesy=work.courtesy,
        account=place.account, project=place.project, line=place.line, item=place.item,
    )  # fmt: skip
    try:
        with transaction.atomic():
            timer.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("A timer was started elsewhere at the same moment. That one is running.")) from None
    return timer
