"""Administrators get one email for each fault of the nightly backup, and one if none has succeeded for two days."""

from datetime import timedelta
from pathlib import Path

import pytest

from amity.backups import commands, jobs, queries, rules
from amity.backups.faults import DIFFERS, FULL, BackupFailed
from amity.backups.models import Backup
from amity.backups.rules import ScheduleFields
from amity.outbox.models import Message
from amity.people import rules as roles
from amity.people.models import Person
from tests.builders import MONDAY, acting, make_person

SET_UP = MONDAY - timedelta(days=9)
HOURS = timedelta(hours=1)


@pytest.fixture
def gus(agency, mara, tmp_path):
    """Return an administrator with scheduled backups. Others are a second one, one who left, and Mara, who is none."""
    gus = make_person("Gus", roles.ADMINISTRATOR)
    make_person("Ines", roles.ADMINISTRATOR)
    Person.objects.filter(pk=make_person("Olaf", roles.ADMINISTRATOR).pk).update(is_active=False)
    fields = ScheduleFields(folder=str(tmp_path), hour=2, keep_days=3)
    commands.change_schedule(by=acting(gus), version=queries.schedule().version, fields=fields, now=SET_UP)
    return gus


def failed(night, fault=FULL, kind=rules.NIGHTLY):
    at = MONDAY + timedelta(days=night)
    reason = BackupFailed(fault, "/mnt")
    return commands.record_failure(by=jobs.WORKER, kind=kind, to=Path("/mnt/a.zip"), started=at, fault=reason, now=at)


def succeeded(at, kind=rules.NIGHTLY):
    return Backup.objects.create(kind=kind, path="/mnt/a.zip", started_at=at, finished_at=at)


def recipients():
    return list(Message.objects.filter(kind="backup_failed").order_by("pk").values_list("name", flat=True))


def test_a_night_that_fails_is_emailed_to_each_administrator_with_the_reason_and_the_next_step(gus):
    failed(0)

    assert recipients() == ["Gus", "Ines"]
    message = Message.objects.filter(kind="backup_failed").earliest("pk")
    assert message.subject == "Fix the nightly backup: it failed on Monday, 23 November 2026"
    assert "The disk is full." in message.body
    assert "/settings/backups/" in message.body


@pytest.mark.parametrize(
    ("nights", "emails"),
    [
        ([FULL, FULL, FULL], 1),
        ([FULL, DIFFERS, DIFFERS], 2),
        ([FULL, "", FULL], 2),
    ],
)
def test_the_same_fault_is_emailed_once_until_a_backup_succeeds(gus, nights, emails):
    for night, fault in enumerate(nights):
        if fault:
            failed(night, fault)
        else:
            succeeded(MONDAY + timedelta(days=night))

    assert recipients() == ["Gus", "Ines"] * emails


def test_a_backup_that_someone_made_and_saw_fail_is_not_emailed(gus):
    failed(0, kind=rules.MANUAL)

    assert recipients() == []


def test_two_days_without_a_backup_are_emailed_once_and_again_after_the_next_gap(gus):
    good = succeeded(MONDAY, rules.MANUAL).finished_at
    hours = [47, 49, 50, 200]
    assert [commands.mail_if_overdue(now=good + hour * HOURS) for hour in hours] == [False, True, False, False]

    again = succeeded(MONDAY + 201 * HOURS).finished_at
    assert [commands.mail_if_overdue(now=again + hour * HOURS) for hour in (47, 49)] == [False, True]
    assert recipients() == ["Gus", "Ines"] * 2
    assert Message.objects.earliest("pk").subject == "Make a backup: none has succeeded since Monday, 23 November 2026"


def test_without_a_good_backup_the_two_days_begin_when_backups_are_scheduled(gus):
    assert [commands.mail_if_overdue(now=SET_UP + hour * HOURS) for hour in (47, 49)] == [False, True]


def test_without_a_schedule_no_one_is_emailed(gus):
    schedule = queries.schedule()
    commands.change_schedule(by=acting(gus), version=schedule.version, fields=ScheduleFields(), now=SET_UP)

    assert not commands.mail_if_overdue(now=MONDAY)
    assert recipients() == []


def test_the_worker_looks_every_hour(gus):
    jobs.mail_if_overdue(MONDAY)

    assert recipients() == ["Gus", "Ines"]
