"""Start, stop, throw away and take up a timer: one a person, held by its row, so that every device shows the same."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from amity.agency.queries import limit
from amity.audit import trail
from amity.audit.models import Payload
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, NotSeen, Refused
from amity.shared.texts import within
from amity.timesheets import commands as time
from amity.timesheets import policy
from amity.timesheets.changes import EntryChanges, place_of
from amity.timesheets.models import Entry, Timer
from amity.timesheets.rules import DAY_SECONDS, rounded
from amity.timesheets.timer.queries import day_of

PLACE: Final = ("account_id", "project_id", "line_id", "item_id")


@dataclass(frozen=True, slots=True)
class TimerWork:
    """What a timer runs for. Ids are None where there is none."""

    account_id: int | None = None
    project_id: int | None = None
    line_id: int | None = None
    item_id: int | None = None
    text: str = ""
    billable: bool = True
    courtesy: bool = False


class Forgotten(Invalid):
    """The timer ran so long that no one believes it: it is asked how long it really was."""


@command
def start_timer(*, by: Actor, work: TimerWork, now: datetime, switch: bool = False) -> Timer:
    """Start the clock. With `switch` a running one is stopped and logged first; without, it refuses to start.

    Of two starts at the same moment one wins, and the other raises `Refused`.
    """
    person = person_of(by)
    running = _running(person.pk)
    if running is not None:
        if not switch:
            raise Refused(_("A timer is already running. Stop it, or switch it to this work."))
        stop_timer(by=by, now=now)
    place = place_of(
        person, account_id=work.account_id, project_id=work.project_id, line_id=work.line_id, item_id=work.item_id
    )
    policy.may_log(person, whose=person, project=place.project).or_refuse()
    timer = Timer(
        person=person, started_at=now, text=within(work.text, 2000, "text"),
        billable=work.billable, courtesy=work.courtesy,
        account=place.account, project=place.project, line=place.line, item=place.item,
    )  # fmt: skip
    _insert(timer)
    trail.record("timer.started", subject=timer, by=by, at=now, changes=asdict(work))
    return timer


@command
def stop_timer(*, by: Actor, now: datetime, seconds: int | None = None) -> Entry:
    """Stop the clock and log its time on the day it was started, in the person's zone.

    `seconds` overrules what ran. Raises `Forgotten` for a timer that ran longer than the agency believes,
    `MonthClosed` when the day's month is closed; the timer is kept then.
    """
    person = person_of(by)
    timer = _held(person.pk)
    ran = int((now - timer.started_at).total_seconds())
    if seconds is None:
        if ran > limit("timer.forgotten_after"):
            raise Forgotten(_("This timer ran for a long time. How long did you really work?"), "hours")
        seconds = min(rounded(ran, minutes=limit("timer.round_minutes")), DAY_SECONDS)
    changes = EntryChanges(
        work_date=day_of(person, timer.started_at), seconds=seconds, text=timer.text,
        billable=timer.billable, courtesy=timer.courtesy, **{name: getattr(timer, name) for name in PLACE},
    )  # fmt: skip
    entry = time.log_entry(by=by, changes=changes, now=now)
    detail = {"seconds": seconds, "ran": ran, "entry": entry.pk}
    trail.record("timer.stopped", subject=timer, by=by, at=now, changes=detail)
    timer.delete()
    return entry


@command
def discard_timer(*, by: Actor, now: datetime) -> None:
    """Throw the running timer away; `resume_timer` takes it up again as if it had never stopped."""
    timer = _held(person_of(by).pk)
    trail.record("timer.discarded", subject=timer, by=by, at=now, changes=_image(timer))
    timer.delete()


@command
def resume_timer(*, by: Actor, now: datetime) -> Timer:
    """Take up the timer that was thrown away last. Refused when another runs; raises `NotSeen` when there is none."""
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
    place = place_of(person, **{name: image.pop(name) for name in PLACE})
    started = parse_datetime(image.pop("started_at"))
    timer = Timer(
        person=person, started_at=started or now, **image,
        account=place.account, project=place.project, line=place.line, item=place.item,
    )  # fmt: skip
    _insert(timer)
    trail.record("timer.resumed", subject=timer, by=by, at=now)
    return timer


def _image(timer: Timer) -> dict[str, Any]:
    kept = (*PLACE, "text", "billable", "courtesy", "started_at")
    return {name: getattr(timer, name) for name in kept}


def _running(person_id: int) -> Timer | None:
    return Timer.objects.select_for_update(of=("self",)).filter(person_id=person_id).first()


def _held(person_id: int) -> Timer:
    timer = _running(person_id)
    if timer is None:
        raise NotSeen(_("No timer is running. It may have been stopped on another device."))
    return timer


def _insert(timer: Timer) -> None:
    try:
        with transaction.atomic():
            timer.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("A timer was started elsewhere at the same moment. That one is running.")) from None
