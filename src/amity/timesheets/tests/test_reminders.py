"""Reminders: who gets an email, when, and that no one gets it twice."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from amity.jobs.models import Ticked
from amity.jobs.schedule import tick
from amity.outbox.models import Message
from amity.people.models import Capacity
from amity.timesheets.models import TimeRules
from amity.timesheets.reminders.commands import remind
from amity.timesheets.reminders.models import NoReminders
from amity.timesheets.split.models import SplitShare
from tests.builders import acting, make_entry, make_person

MONDAY_TEN = datetime(2026, 11, 23, 10, 5, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 27, 14, 5, tzinfo=UTC)


@pytest.fixture
def reminding(agency):
    """Turn on the agency's reminders on Mondays from ten."""
    return TimeRules.objects.create(pk=1, reminders=True)


@pytest.fixture
def late(reminding, tim, site):
    """Expect 40 hours of Tim, who logged 10."""
    tim.weekly_seconds = 40 * 3600
    tim.save()
    make_entry(by=tim, project=site, hours="10:00", on=date(2026, 11, 18))
    return tim


def test_who_misses_time_is_written_to_with_a_link_to_the_week(late):
    assert remind(MONDAY_TEN) == 1

    mail = Message.objects.get()
    assert (mail.to, mail.audience) == (late.mail, "staff")
    assert "10 hours of 40 hours" in mail.body
    assert "/time/week/2026-W47/" in mail.body


def test_an_email_spells_hours_out_in_the_language_of_its_reader(late, site):
    late.locale, late.decimal_hours = "de_DE", True
    late.save()
    make_entry(by=late, project=site, hours="0:30", on=date(2026, 11, 19))

    remind(MONDAY_TEN)

    assert "10 Stunden 30 Minuten" in Message.objects.get().body


def test_a_second_run_sends_nothing(late):
    remind(MONDAY_TEN)

    assert remind(MONDAY_TEN + timedelta(hours=3)) == 0
    assert Message.objects.count() == 1


def test_before_the_hour_where_the_person_is_nothing_is_sent(late):
    late.time_zone = "America/New_York"
    late.save()

    assert remind(MONDAY_TEN) == 0
    assert remind(MONDAY_TEN + timedelta(hours=5)) == 1


def test_enough_time_is_not_reminded_of(late, site):
    make_entry(by=late, project=site, hours="24:00", on=date(2026, 11, 19))

    assert remind(MONDAY_TEN) == 0


def test_no_one_who_left_has_no_capacity_or_wants_none(late):
    left = make_person("Left", weekly_seconds=144_000, is_active=False)
    away = make_person("Away", weekly_seconds=144_000)
    Capacity.objects.create(person=away, weekly_seconds=0, valid_from=date(2026, 11, 1))
    quiet = make_person("Quiet", weekly_seconds=144_000)
    NoReminders.objects.create(person=quiet)

    remind(MONDAY_TEN)

    written = set(Message.objects.values_list("to", flat=True))
    assert written == {late.mail}
    assert left.mail not in written


def test_where_the_agency_reminds_no_one_nothing_is_sent(late, reminding):
    TimeRules.objects.update(reminders=False)

    assert remind(MONDAY_TEN) == 0


def test_a_split_that_waits_is_asked_for_once_on_its_friday(mara, osprey):
    SplitShare.objects.create(person=mara, account=osprey, weekly_seconds=18_000, valid_from=date(2026, 11, 1))

    assert remind(FRIDAY - timedelta(days=1)) == 0
    assert remind(FRIDAY) == 1
    assert remind(FRIDAY + timedelta(hours=1)) == 0
    assert "/time/split/2026-W48/" in Message.objects.get().body


def test_the_worker_reminds_each_hour_by_the_clock(late):
    Ticked.objects.create(name="timesheets.remind", at=MONDAY_TEN - timedelta(hours=1))

    assert "timesheets.remind" in tick(MONDAY_TEN)

    assert Message.objects.count() == 1


def test_one_turns_reminders_off_for_oneself(client, late):
    client.force_login(late)
    assert client.get(reverse("timesheets:own")).status_code == 200

    client.post(reverse("timesheets:own"), {})

    assert remind(MONDAY_TEN) == 0
    assert acting(late).person_id == NoReminders.objects.get().person_id
