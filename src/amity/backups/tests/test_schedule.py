"""The nightly backup: set by an administrator, started once a night, and cleaned up after its days."""

from datetime import timedelta

import pytest
from django.urls import reverse

from amity.audit import trail
from amity.backups import commands, jobs, queries, rules
from amity.backups.models import Backup
from amity.backups.rules import ScheduleFields
from amity.jobs import runner
from amity.jobs.models import Job
from amity.people import rules as roles
from amity.shared.errors import Invalid, Refused
from tests.builders import MONDAY, acting, make_person

TONIGHT = MONDAY.replace(hour=2, minute=15)


@pytest.fixture
def gus(agency):
    """Return an administrator."""
    return make_person("Gus", roles.ADMINISTRATOR)


@pytest.fixture
def folder(tmp_path):
    """Return the folder of backups."""
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def scheduled(person, folder, *, at=TONIGHT - timedelta(hours=12), **fields):
    version = queries.schedule().version
    new = ScheduleFields(folder=str(folder), **{"hour": 2, "keep_days": 3} | fields)
    return commands.change_schedule(by=acting(person), version=version, fields=new, now=at)


def run_queued(at):
    for job in Job.objects.filter(state="queued").order_by("pk"):
        runner.run(job.pk, clock=lambda: at)


def test_only_administrators_schedule_backups_and_the_audit_log_has_it(gus, mara, folder):
    schedule = scheduled(gus, folder)

    assert (schedule.folder, len(schedule.instance)) == (str(folder), 8)
    assert trail.actions_on(schedule) == ["backup.schedule_changed"]
    with pytest.raises(Refused):
        scheduled(mara, folder)


@pytest.mark.parametrize("folder_name", ["relative", "/nowhere/at/all", "/etc/hostname", "/a\x00b"])
def test_a_folder_that_takes_no_files_is_refused_at_its_field(gus, folder_name):
    with pytest.raises(Invalid) as refused:
        scheduled(gus, folder_name)

    assert (refused.value.field, queries.schedule().folder) == ("folder", "")


@pytest.mark.sqlite
def test_the_worker_makes_one_backup_a_night_and_deletes_those_past_their_days(gus, folder, data):
    schedule = scheduled(gus, folder)
    old = folder / rules.archive_name(rules.NIGHTLY, schedule.instance, TONIGHT - timedelta(days=4))
    kept = folder / rules.archive_name(rules.MANUAL, "", TONIGHT - timedelta(days=400))
    for one in (old, kept):
        one.touch()

    for minutes in (0, 15, 30):
        jobs.start_when_due(TONIGHT + timedelta(minutes=minutes))
        run_queued(TONIGHT + timedelta(minutes=minutes))

    (backup,) = Backup.objects.all()
    assert (backup.kind, backup.fault, backup.checked) == ("nightly", "", "restored")
    assert {one.name for one in folder.glob("*.zip")} == {backup.path.rpartition("/")[2], kept.name}
    assert trail.actions_on(backup) == ["backup.made"]


def test_no_backup_starts_without_a_folder_or_while_one_runs(gus, folder):
    assert not jobs.is_due(TONIGHT)
    scheduled(gus, folder)
    assert jobs.is_due(TONIGHT)

    jobs.start_when_due(TONIGHT)
    assert not jobs.is_due(TONIGHT)


def test_a_failure_is_recorded_with_its_reason(gus, folder, data):
    scheduled(gus, folder)
    folder.rmdir()
    folder.write_text("a file where the folder was")
    jobs.start_when_due(TONIGHT)
    run_queued(TONIGHT)

    (backup,) = Backup.objects.all()
    assert (backup.fault, trail.actions_on(backup)) == ("folder", ["backup.failed"])
    assert Job.objects.get().message == backup.sentence


def test_the_page_shows_the_results_and_starts_a_backup(client, gus, folder):
    client.force_login(gus)
    scheduled(gus, folder)
    Backup.objects.create(
        kind="nightly", path="/x.zip", fault="full", detail="/x", started_at=MONDAY, finished_at=MONDAY
    )
    page = client.get(reverse("backups:backups")).content.decode()

    assert ("Failed" in page, "disk is full" in page, str(folder) in page) == (True, True, True)
    started = client.post(reverse("backups:back_up_now"))
    assert started.url == reverse("jobs:job", args=[Job.objects.get().pk])
    assert client.post(reverse("backups:back_up_now")).url == started.url


def test_the_form_says_what_is_wrong_with_a_folder(client, gus):
    client.force_login(gus)
    given = {"folder": "/nowhere/at/all", "hour": "3", "keep_days": "30", "version": "1"}
    answer = client.post(reverse("backups:change_schedule"), given)

    assert (answer.status_code, "/nowhere" in answer.content.decode()) == (422, True)
