"""A process of the hammer: it does one kind of work until the time ends, and records each answer it got.

`main(role, number, folder)`, in a forked process, creates ROLE-NUMBER.ready in FOLDER, waits for `go` there, which has
the end by the monotonic clock, and works. A line of ROLE-NUMBER.jsonl is written and synced only after the command
returned, so each line is an acknowledged write.
"""

import contextlib
import json
import os
import random
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import django

django.setup()

from django.db.models import Count, Max, Sum  # noqa: E402
from django.utils import timezone  # noqa: E402

from amity.profitability.models import FrozenAccount  # noqa: E402
from amity.shared.command import command, retried  # noqa: E402
from amity.shared.dates.periods import first_day, last_day  # noqa: E402
from amity.shared.errors import NotSeen, Refused, Stale  # noqa: E402
from amity.timesheets import commands, months  # noqa: E402
from amity.timesheets.bulk import commands as bulk  # noqa: E402
from amity.timesheets.changes import EntryChanges  # noqa: E402
from amity.timesheets.models import Entry  # noqa: E402
from amity.timesheets.pricing import PriceList  # noqa: E402
from amity.timesheets.rerating import commands as rerating  # noqa: E402
from amity.timesheets.timer import commands as timer  # noqa: E402
from amity.timesheets.timer.commands import TimerWork  # noqa: E402
from tests.builders import acting  # noqa: E402
from tests.hammer import scene  # noqa: E402

THINKING = 0.004
"""Longest pause between two actions, in seconds."""


class Worker:
    """A process of the hammer: its actor, and the file for the answers it gets."""

    def __init__(self, role: str, number: int, file: Path) -> None:
        self.random = random.Random(f"{role}{number}{time.monotonic()}")
        names = {"write": scene.WRITERS, "lock": [scene.FINANCE], "rerate": [scene.FINANCE], "bulk": [scene.BROUGHT]}
        choice = names.get(role, [scene.DIRECTOR, scene.FINANCE])
        self.person = scene.person(choice[number % len(choice)])
        self.actor = acting(self.person)
        self.places = scene.places()
        self.file = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self.counts: Counter[str] = Counter()
        self.mine: list[tuple[int, int]] = []

    def answered(self, **fields: Any) -> None:
        """Record what was acknowledged, so that it survives this process."""
        os.write(self.file, json.dumps(fields).encode() + b"\n")
        os.fsync(self.file)

    def changes(self) -> EntryChanges:
        """Return changes for a random entry."""
        place, month = self.random.choice(self.places), self.random.choice(scene.MONTHS)
        return EntryChanges(
            work_date=first_day(month) + timedelta(days=self.random.randrange(28)),
            seconds=self.random.randrange(60, 8 * 3600),
            text=f"{self.person.name} {self.random.random()}",
            project_id=place.project_id,
            line_id=self.random.choice([None, *place.lines]),
            item_id=self.random.choice([None, *place.items]),
            billable=self.random.random() < 0.8,
        )

    def some_entry(self) -> Entry | None:
        """Return a random recent entry, or None."""
        newest = Entry.objects.exclude(text=scene.BULK_TEXT).order_by("-pk")
        found = list(newest[:200])
        return self.random.choice(found) if found else None

    def write(self) -> None:
        """Log time, sometimes by a timer, or edit an own entry."""
        if self.random.random() < 0.1:
            self._time()
            return
        if self.mine and self.random.random() < 0.2:
            number, version = self.mine.pop()
            self._edit(number, version)
            return
        entry = commands.log_entry(by=self.actor, changes=self.changes(), now=timezone.now())
        self.mine = [*self.mine[-20:], (entry.pk, entry.version)]
        self.answered(act="entry.logged", id=entry.pk, version=entry.version, seconds=entry.seconds, text=entry.text)

    def _time(self) -> None:
        """Start a timer unless the person has one, and stop the running timer."""
        changes = self.changes()
        work = TimerWork(project_id=changes.project_id, line_id=changes.line_id, text=changes.text)
        with contextlib.suppress(Refused):  # another process of the same person was quicker
            timer.start_timer(by=self.actor, work=work, now=timezone.now() - timedelta(minutes=30))
        entry = timer.stop_timer(by=self.actor, now=timezone.now())
        self.answered(act="entry.logged", id=entry.pk, version=entry.version, seconds=entry.seconds, text=entry.text)

    def edit(self) -> None:
        """Change anyone's entry."""
        if entry := self.some_entry():
            self._edit(entry.pk, entry.version)

    def delete(self) -> None:
        """Delete an entry, and restore half of them."""
        if not (entry := self.some_entry()):
            return
        commands.delete_entry(by=self.actor, entry_id=entry.pk, version=entry.version, now=timezone.now())
        self.answered(act="entry.deleted", id=entry.pk, version=entry.version + 1)
        if self.random.random() < 0.5:
            back = commands.undo_delete(by=self.actor, entry_id=entry.pk, now=timezone.now())
            self.answered(act="entry.restored", id=back.pk, version=back.version, seconds=back.seconds, text=back.text)

    def mixed(self) -> None:
        """Do a random kind of work. This process gets killed."""
        self.random.choice([self.write, self.write, self.edit, self.delete])()

    def lock(self) -> None:
        """Close a month, check that its sums don't change, and open it again."""
        month = self.random.choice(scene.MONTHS)
        with contextlib.suppress(Refused):  # it was closed already, or open
            commands.lock_month(by=self.actor, month=month, now=timezone.now())
        before = _month_totals(month)
        if (frozen := _frozen(month)) != (stands := _on_projects(month)):
            raise AssertionError(f"closed month {month} froze {frozen} seconds of {stands}")
        time.sleep(self.random.uniform(0.02, 0.3))
        if before != (after := _month_totals(month)):
            raise AssertionError(f"closed month {month} changed from {before} to {after}")
        commands.open_month(by=self.actor, month=month, reason="Again", now=timezone.now())
        self.answered(act="month", month=month)
        time.sleep(self.random.uniform(0.2, 0.8))

    def rerate(self) -> None:
        """Re-rate a month, sometimes only its time without a cost."""
        month = self.random.choice(scene.MONTHS)
        done = rerating.rerate(
            by=self.actor, first=first_day(month), last=last_day(month), now=timezone.now(),
            unpriced_only=self.random.random() < 0.5,
        )  # fmt: skip
        self.answered(act="rerated", month=month, entries=done.changed)
        time.sleep(self.random.uniform(0.2, 0.6))

    def bulk(self) -> None:
        """Write 300 entries at once, as an import does, and sometimes undo them later."""
        number = self.random.randrange(10**9)
        day = first_day(self.random.choice(scene.MONTHS))
        ids = _bring(self.person.pk, self.places, day, number)
        self.answered(act="bulk", ids=ids)
        if self.random.random() < 0.5:
            _take_back(ids, day)
            self.answered(act="bulk.undone", ids=ids)
        time.sleep(self.random.uniform(0.2, 0.6))

    def _edit(self, number: int, version: int) -> None:
        entry = commands.edit_entry(
            by=self.actor, entry_id=number, version=version, changes=self.changes(), now=timezone.now()
        )
        self.answered(act="entry.edited", id=entry.pk, version=entry.version, seconds=entry.seconds, text=entry.text)


def _frozen(month: int) -> int:
    """Return the seconds of the closing in force."""
    held = FrozenAccount.objects.filter(closing__month=month, closing__superseded_at=None)
    return int(held.aggregate(all=Sum("seconds"))["all"] or 0)


def _on_projects(month: int) -> int:
    """Return the month's seconds on projects of accounts."""
    span = Entry.objects.filter(work_date__range=(first_day(month), last_day(month)))
    worked = span.filter(account__isnull=False, project__isnull=False)
    return int(worked.aggregate(all=Sum("seconds"))["all"] or 0)


def _month_totals(month: int) -> Any:
    entries = Entry.objects.filter(work_date__range=(first_day(month), last_day(month)))
    return entries.aggregate(Count("pk"), Sum("seconds"), Sum("cost"), Sum("version"), Max("pk"))


@command
def _bring(person_id: int, places: list[scene.Place], day: date, number: int) -> list[int]:
    months.hold_open(day)
    new = [
        Entry(
            person_id=person_id, project_id=places[row % len(places)].project_id, work_date=day, seconds=60 + row,
            text=scene.BULK_TEXT, logged_at=timezone.now(),
        )
        for row in range(300)
    ]  # fmt: skip
    return [entry.pk for entry in bulk.write_entries(PriceList(), new=new)]


@command
def _take_back(ids: list[int], day: date) -> None:
    months.hold_open(day)
    held = Entry.objects.filter(pk__in=ids).order_by("pk").select_for_update(of=("self",))
    bulk.write_entries(None, deleted=list(held))


@contextlib.contextmanager
def _counted(worker: Worker) -> Iterator[None]:
    """Count refusals as answers, and report anything else as an error with its traceback."""
    try:
        yield
        worker.counts["done"] += 1
    except months.MonthClosed:
        worker.counts["refused: month closed"] += 1
    except Refused:
        worker.counts["refused"] += 1
    except (Stale, NotSeen):
        worker.counts["too late"] += 1
    except Exception:  # noqa: BLE001 - every one of them is a finding
        worker.counts["errors"] += 1
        worker.answered(act="error", story=traceback.format_exc())


def main(role: str, number: int, folder: Path) -> None:
    """Work from when everyone is ready until the time ends."""
    worker = Worker(role, number, folder / f"{role}-{number}.jsonl")
    act: Callable[[], None] = getattr(worker, role)
    (folder / f"{role}-{number}.ready").touch()
    parent = os.getppid()
    while not (folder / "go").exists():
        if os.getppid() != parent:  # the parent has ended, so `go` will never come
            return
        time.sleep(0.05)
    until, told = float((folder / "go").read_text()), 0.0
    while time.monotonic() < until:
        with _counted(worker):
            act()
        if time.monotonic() - told > 0.5:  # the process to be killed reports its counts in time, too
            told = time.monotonic()
            worker.answered(act="counts", process=os.getpid(), counts=worker.counts, retried=dict(retried))
        time.sleep(worker.random.uniform(0, THINKING))
    worker.answered(act="counts", process=os.getpid(), counts=worker.counts, retried=dict(retried))
