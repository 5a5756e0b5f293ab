"""Jobs: progress, cancel, failure, killed workers, the schedule."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import OperationalError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from amity.jobs import commands, queries, registry, runner, schedule
from amity.jobs.models import Job
from amity.shared.errors import NotSeen, Refused
from tests.builders import MONDAY, acting, make_person

LATER = MONDAY + timedelta(seconds=61)


@pytest.fixture
def kind(monkeypatch):
    monkeypatch.setattr(registry, "kinds", registry.kinds.copy())
    for module in (commands, queries, runner):
        monkeypatch.setattr(module, "kinds", registry.kinds)

    def register(run, **values):
        registry.task("test.kind", label="Count", **values)(run)

    return register


def start(person, **arguments):
    return commands.start_job(by=acting(person), kind="test.kind", arguments=arguments, now=MONDAY)


def counting(progress, by, now, upto=3):
    for number in range(upto):
        progress.step(number, upto, f"row {number}")
    return {"counted": upto, "for": by.person_id}


def ran(job):
    runner.run(job.pk, clock=lambda: MONDAY)
    return Job.objects.get(pk=job.pk)


def killed(job):
    Job.objects.filter(pk=job.pk).update(state="running", attempts=1, heartbeat=MONDAY)


def test_a_job_runs_with_the_rights_of_who_started_it(mara, kind):
    kind(counting)
    job = start(mara, upto=4)
    assert DBTaskResult.objects.count() == 1

    done = ran(job)

    assert (done.state, done.done, done.of, done.result) == ("done", 3, 4, {"counted": 4, "for": mara.pk})


def test_a_job_runs_once_however_often_it_is_taken(mara, kind):
    calls = []
    kind(lambda progress, by, now: calls.append(1))
    job = start(mara)

    ran(job), ran(job)

    assert calls == [1]


def test_a_waiting_job_is_cancelled_at_once(mara, kind):
    kind(counting)
    job = start(mara)

    commands.cancel_job(by=acting(mara), job_id=job.pk, now=MONDAY)

    assert (ran(job).state, ran(job).done) == ("cancelled", 0)


def test_a_running_job_stops_at_its_next_step(mara, kind):
    def cancelled_on_the_way(progress, by, now):
        progress.step(1, 9)
        commands.cancel_job(by=acting(mara), job_id=progress.job_id, now=MONDAY)
        progress.step(2, 9)

    kind(cancelled_on_the_way)

    assert (ran(job := start(mara)).state, Job.objects.get(pk=job.pk).done) == ("cancelled", 1)


def test_what_breaks_is_said_with_an_id_and_no_inside(mara, kind):
    def breaks(progress, by, now):
        raise ValueError("cost 99887766")

    kind(breaks)
    job = ran(start(mara))

    assert job.state == "failed"
    assert len(job.error_id) == 10
    assert "99887766" not in f"{job.message}{job.result}"


class Restarting(Exception):
    sqlstate = "57P01"


def test_a_database_that_goes_away_leaves_the_job_to_the_next_sweep(mara, kind):
    def loses_its_connection(progress, by, now):
        raise OperationalError from Restarting()

    kind(loses_its_connection)
    job = start(mara)
    with pytest.raises(OperationalError):
        ran(job)

    assert Job.objects.get(pk=job.pk).state == "running"
    assert commands.sweep(LATER) == 1


def test_a_refusal_is_the_jobs_message(mara, kind):
    def refuses(progress, by, now):
        raise Refused("The month is locked.")

    kind(refuses)

    assert (job := ran(start(mara))).message == "The month is locked."
    assert job.state == "failed"


def test_what_a_killed_worker_left_is_taken_up_again_three_times(mara, kind):
    kind(counting)
    killed(job := start(mara))

    assert (commands.sweep(MONDAY + timedelta(seconds=59)), commands.sweep(LATER)) == (0, 1)
    assert Job.objects.get(pk=job.pk).state == "queued"

    Job.objects.filter(pk=job.pk).update(state="running", attempts=3, heartbeat=MONDAY)
    commands.sweep(LATER)
    assert Job.objects.get(pk=job.pk).state == "failed"


def test_a_kind_that_asks_waits_for_a_person_who_resumes_or_undoes(mara, kind):
    undone = []
    kind(counting, on_killed="ask", undo=lambda by, now, **arguments: undone.append(arguments))
    killed(job := start(mara, upto=2))
    commands.sweep(LATER)
    assert Job.objects.get(pk=job.pk).state == "interrupted"

    commands.resume_job(by=acting(mara), job_id=job.pk, now=MONDAY)
    assert ran(job).state == "done"

    Job.objects.filter(pk=job.pk).update(state="interrupted")
    commands.undo_job(by=acting(mara), job_id=job.pk, now=MONDAY)
    assert (undone, Job.objects.get(pk=job.pk).state) == ([{"upto": 2}], "cancelled")


def test_a_worker_that_was_given_up_writes_no_more(mara, kind):
    kind(counting)
    killed(job := start(mara))
    old = runner.Step(job.pk, 1, lambda: MONDAY)
    Job.objects.filter(pk=job.pk).update(attempts=2)

    with pytest.raises(registry.Cancelled):
        old.step(1, 2)


def test_a_job_is_seen_by_its_starter_and_administrators_only(client, mara, ada, kind):
    kind(counting)
    job = start(mara)
    assert queries.job_seen_by(acting(make_person("Root", "administrator")), job.pk) == job

    with pytest.raises(NotSeen):
        queries.job_seen_by(acting(ada), job.pk)
    client.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(f"/jobs/{job.pk}/").status_code == 404
    assert client.post(f"/jobs/{job.pk}/cancel/").status_code == 404


def test_the_fragment_asks_again_while_the_job_moves_and_then_rests(client, mara, kind):
    kind(counting)
    job = start(mara)
    client.force_login(mara, backend="allauth.account.auth_backends.AuthenticationBackend")

    moving = client.get(f"/jobs/{job.pk}/", headers={"HX-Request": "true"}).content.decode()
    ran(job)
    rested = client.get(f"/jobs/{job.pk}/", headers={"HX-Request": "true"}).content.decode()

    assert 'hx-trigger="every 1s"' in moving
    assert "<html" not in moving
    assert "hx-trigger" not in rested
    assert "Done" in rested


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zone", "begins", "day"),
    [("America/New_York", "09:20", "2026-11-16"), ("Australia/Sydney", "17:20", "2026-11-17")],
)
def test_the_schedule_keeps_the_mornings_and_days_of_the_agency(monkeypatch, zone, begins, day):
    monkeypatch.setattr(registry, "_zone", [lambda: ZoneInfo(zone)])
    days: list[str] = []
    early = registry.Schedule("x", "20 4 * * *", lambda now: days.append(f"{timezone.localdate(now)}"))
    monkeypatch.setattr(schedule, "schedules", {"x": early})
    midnight = datetime(2026, 11, 16, tzinfo=UTC)
    moments = [midnight + timedelta(minutes=10 * step) for step in range(144)]
    begun = [f"{moment:%H:%M}" for moment in moments if schedule.tick(moment)]

    assert (begun, days) == ([begins], [day])


@pytest.mark.django_db
def test_a_job_reads_todays_date_where_the_agency_is(monkeypatch, kind):
    monkeypatch.setattr(registry, "_zone", [lambda: ZoneInfo("Australia/Sydney")])
    kind(lambda progress, by, now: {"day": f"{timezone.localdate(now)}"})
    job = start(make_person())
    evening = datetime(2026, 11, 16, 14, tzinfo=UTC)
    runner.run(job.pk, clock=lambda: evening)

    assert Job.objects.get(pk=job.pk).result == {"day": "2026-11-17"}


@pytest.mark.django_db
def test_scheduled_work_begins_once_when_due(monkeypatch):
    begun: list[object] = []
    monkeypatch.setattr(schedule, "schedules", {"x": registry.Schedule("x", "0 * * * *", begun.append)})
    schedule.tick(MONDAY.replace(minute=30))

    for minutes in (1, 31, 32):
        schedule.tick(MONDAY.replace(minute=30) + timedelta(minutes=minutes))

    assert len(begun) == 1
