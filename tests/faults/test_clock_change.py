"""The clocks change under web server and worker, in an hour that comes twice and in one that is missing."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.signals import request_started

from amity.jobs import registry
from amity.jobs.models import Ticked
from amity.timesheets.models import Entry
from tests.rig.patience import wait_for

pytestmark = pytest.mark.hammer
ZONE = "Europe/London"
TWICE = [datetime(2026, 10, 25, hour, minute, tzinfo=UTC) for hour, minute in ((0, 20), (0, 40), (1, 40))]
"""01:20 and 01:40 in summer time, and 01:40 again."""
MISSING = [datetime(2026, 3, 29, hour, minute, tzinfo=UTC) for hour, minute in ((0, 20), (0, 40), (1, 40))]
"""00:20 and 00:40, and 02:40 in summer time. There is no 01:30."""


@pytest.fixture
def set_clock(tmp_path, monkeypatch):
    """Return a function that sets the clock of the instance: web processes follow it by the request, a worker also."""
    file = tmp_path / "clock"
    followed: list[str] = []

    def follow(**_named):
        if file.exists() and followed[-1:] != [text := file.read_text()]:
            followed.append(text)
            time_machine.travel(datetime.fromisoformat(text)).start()

    def set_to(moment):
        (new := file.with_suffix(".new")).write_text(moment.isoformat())
        new.replace(file)

    monkeypatch.setitem(registry.between, "clock", follow)
    request_started.connect(follow)
    yield set_to
    request_started.disconnect(follow)


@pytest.fixture
def runs(tmp_path, monkeypatch):
    """Return a function that returns when some scheduled work of the worker ran."""
    monkeypatch.setattr(registry, "_zone", [lambda: ZoneInfo(ZONE)])

    def schedule(name, cron):
        def run(now):
            with (tmp_path / name).open("a") as file:
                file.write(f"{now.isoformat()}\n")

        monkeypatch.setitem(registry.schedules, name, registry.Schedule(name, cron, run))

    schedule("nightly", "30 1 * * *")
    schedule("by-the-minute", "* * * * *")

    def times(name):
        file = tmp_path / name
        return [datetime.fromisoformat(line) for line in file.read_text().splitlines()] if file.exists() else []

    return times


@pytest.mark.parametrize(("moments", "nightly"), [(TWICE, [1, 1]), (MISSING, [0, 1])], ids=["twice", "missing"])
def test_an_hour_is_an_hour_and_nightly_work_runs_once(instance, mara, set_clock, runs, moments, nightly):
    mara.time_zone = ZONE
    mara.save()
    first, *later = moments
    done = []
    set_clock(first)
    with instance.web(), instance.worker():
        wait_for(lambda: Ticked.objects.filter(name="by-the-minute", at__lt=later[0]), "the worker has its schedule")
        for moment, path in zip(later, ("/time/timer/start/", "/time/timer/stop/"), strict=True):
            set_clock(moment)
            wait_for(lambda: runs("by-the-minute")[-1:] >= [moment], "the worker follows the clock")  # noqa: B023
            done.append(len(runs("nightly")))
            assert instance.ask("POST", path, f"work_key=p{instance.project}", page=True)[0] == 302
            assert instance.ask("GET", "/time/week/", page=True)[0] == 200
    entry = Entry.objects.get()
    assert (entry.work_date, round(entry.seconds / 60), done) == (first.date(), 60, nightly)
