"""The timer: one for each person, rounded as the agency sets, on the day it was started, and never lost."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from amity.agency.models import Limit
from amity.audit import trail
from amity.shared.errors import NotSeen, Refused
from amity.timesheets import commands as time
from amity.timesheets.models import Entry
from amity.timesheets.months import MonthClosed
from amity.timesheets.rules import rounded
from amity.timesheets.timer import commands
from amity.timesheets.timer.commands import Forgotten, TimerWork
from amity.timesheets.timer.models import Timer
from tests.builders import MONDAY, acting, make_entry


def minutes(count: float) -> timedelta:
    """Return a timespan."""
    return timedelta(minutes=count)


@pytest.mark.parametrize(
    ("ran", "unit", "logged"),
    [(89, 1, 60), (90, 1, 120), (10, 1, 60), (450, 15, 900), (449, 15, 900), (1350, 15, 1800), (77, 0, 77), (0, 0, 1)],
)
def test_running_time_is_rounded_to_the_nearest_unit_and_is_one_at_least(ran, unit, logged):
    assert rounded(ran, minutes=unit) == logged


def test_a_stopped_timer_is_time_on_its_work(tim, site):
    commands.start_timer(by=acting(tim), work=TimerWork(project_id=site.pk, text="Icons"), now=MONDAY)

    entry = commands.stop_timer(by=acting(tim), now=MONDAY + minutes(42.4))

    assert (entry.project, entry.account_id, entry.seconds, entry.text) == (site, site.account_id, 42 * 60, "Icons")
    assert not Timer.objects.exists()
    assert trail.actions_on(entry) == ["entry.logged"]


def test_the_agency_sets_how_time_is_rounded(tim, site):
    Limit.objects.create(name="timer.round_minutes", value=15)
    commands.start_timer(by=acting(tim), work=TimerWork(project_id=site.pk), now=MONDAY)

    assert commands.stop_timer(by=acting(tim), now=MONDAY + minutes(50)).seconds == 45 * 60


def test_time_over_midnight_belongs_to_the_day_it_began_where_the_person_is(tim, site):
    tim.time_zone = "America/New_York"
    tim.save()
    late = datetime(2026, 11, 24, 3, 30, tzinfo=UTC)  # 22:30 on the 23rd in New York
    commands.start_timer(by=acting(tim), work=TimerWork(project_id=site.pk), now=late)

    assert commands.stop_timer(by=acting(tim), now=late + minutes(120)).work_date == date(2026, 11, 23)


def test_the_hour_that_comes_twice_in_autumn_is_counted_twice(tim, site):
    tim.time_zone = "Europe/Berlin"
    tim.save()
    evening = datetime(2026, 10, 24, 21, 30, tzinfo=UTC)  # 23:30 in summer time; three is two again that night
    commands.start_timer(by=acting(tim), work=TimerWork(project_id=site.pk), now=evening)

    entry = commands.stop_timer(by=acting(tim), now=datetime(2026, 10, 25, 2, 30, tzinfo=UTC))  # 3:30 in winter time

    assert (entry.work_date, entry.seconds) == (date(2026, 10, 24), 5 * 3600)


def test_a_second_start_is_told_and_the_first_runs_on(tim, site, osprey):
    commands.start_timer(by=acting(tim), work=TimerWork(project_id=site.pk), now=MONDAY)

    with pytest.raises(Refused):
        commands.start_timer(by=acting(tim), work=TimerWork(), now=MONDAY)

    assert Timer.objects.get().project == site


def test_of_two_starts_at_the_same_moment_one_wins_and_the_other_is_told(tim, site, monkeypatch):
    Timer.objects.create(person=tim, started_at=MONDAY)
    monkeypatch.setattr(commands, "_running", lambda _person: None)  # as both looked before either wrote

    with pytest.raises(Refused, match="same moment"):
        commands.start_timer(by=acting(tim), work=TimerWork(project_id=site.pk), now=MONDAY)

    assert Timer.objects.count() == 1


def test_switching_logs_what_ran_and_starts_the_other(tim, site):
    commands.start_timer(by=acting(tim), work=TimerWork(), now=MONDAY)

    commands.start_timer(by=acting(tim), work=TimerWork(project_id=site.pk), now=MONDAY + minutes(5), switch=True)

    assert Entry.objects.get().seconds == 300
    assert Timer.objects.get().project == site


def test_a_forgotten_timer_asks_instead_of_logging(tim, site):
    commands.start_timer(by=acting(tim), work=TimerWork(project_id=site.pk), now=MONDAY)
    late = MONDAY + timedelta(hours=13)

    with pytest.raises(Forgotten):
        commands.stop_timer(by=acting(tim), now=late)

    assert not Entry.objects.exists()
    assert commands.stop_timer(by=acting(tim), now=late, seconds=5400).seconds == 5400


def test_in_a_closed_month_the_timer_is_kept(tim, site, fina):
    commands.start_timer(by=acting(tim), work=TimerWork(project_id=site.pk), now=MONDAY)
    time.lock_month(by=acting(fina), month=202611, now=MONDAY)

    with pytest.raises(MonthClosed):
        commands.stop_timer(by=acting(tim), now=MONDAY + minutes(9))

    assert Timer.objects.count() == 1


def test_a_timer_thrown_away_is_taken_up_as_if_it_had_never_stopped(tim, site):
    commands.start_timer(by=acting(tim), work=TimerWork(project_id=site.pk), now=MONDAY)
    commands.discard_timer(by=acting(tim), now=MONDAY + minutes(5))

    timer = commands.resume_timer(by=acting(tim), now=MONDAY + minutes(6))

    assert (timer.started_at, timer.project) == (MONDAY, site)
    commands.stop_timer(by=acting(tim), now=MONDAY + minutes(7))
    with pytest.raises(NotSeen):
        commands.resume_timer(by=acting(tim), now=MONDAY + minutes(8))


def test_every_page_shows_what_runs_and_stops_it(client, tim, site):
    client.force_login(tim)
    started = {"work": "", "work_key": f"p{site.pk}", "billable": "on", "next": "/time/"}
    assert client.post(reverse("timesheets:start_timer"), started).url == "/time/"

    page = client.get(reverse("people:own")).content.decode()
    assert "Osprey Rail, Ticket site" in page
    assert 'data-timer="' in page

    client.post(reverse("timesheets:stop_timer"), {"next": "/me/"})
    assert Entry.objects.get().seconds == 60


def test_a_page_asks_no_query_for_what_runs(client, tim, site):
    client.force_login(tim)
    client.get(reverse("people:own"))
    with CaptureQueriesContext(connection) as without:
        client.get(reverse("people:own"))
    commands.start_timer(by=acting(tim), work=TimerWork(project_id=site.pk, text="Icons"), now=MONDAY)
    with CaptureQueriesContext(connection) as with_timer:
        page = client.get(reverse("people:own")).content.decode()

    assert f"{site.account.name}, {site.name}" in page
    assert len(with_timer) == len(without)


def test_a_timer_never_leads_to_another_server(client, tim):
    client.force_login(tim)

    answer = client.post(reverse("timesheets:stop_timer"), {"next": "//evil.example/"})

    assert answer.url == "/time/timer/"


def test_a_wrong_start_keeps_what_was_typed(client, tim):
    client.force_login(tim)

    answer = client.post(reverse("timesheets:start_timer"), {"work": "Nowhere at all", "text": "Kept"})

    assert answer.status_code == 422
    assert 'value="Kept"' in answer.content.decode()


def test_an_entry_starts_the_clock_again(client, tim, site):
    entry = make_entry(by=tim, project=site, text="Icons")
    client.force_login(tim)

    client.post(reverse("timesheets:start_again", args=[entry.pk]))

    assert (Timer.objects.get().project, Timer.objects.get().text) == (site, "Icons")


def test_a_forgotten_timer_is_asked_about_on_its_page(client, tim, site):
    Timer.objects.create(person=tim, project=site, account=site.account, started_at=timezone.now() - minutes(800))
    client.force_login(tim)

    page = client.post(reverse("timesheets:stop_timer"), follow=True).content.decode()
    assert "Actual time" in page
    client.post(reverse("timesheets:stop_timer"), {"hours": "2:15"})

    assert Entry.objects.get().seconds == 8100


def test_a_stop_is_undone_and_the_timer_continues_from_its_start(tim, site):
    commands.start_timer(by=acting(tim), work=TimerWork(project_id=site.pk, text="Icons"), now=MONDAY)
    commands.stop_timer(by=acting(tim), now=MONDAY + minutes(48))

    timer = commands.undo_stop(by=acting(tim), now=MONDAY + minutes(49))

    assert (timer.started_at, timer.project, timer.text) == (MONDAY, site, "Icons")
    assert not Entry.objects.exists()
    with pytest.raises(Refused):
        commands.undo_stop(by=acting(tim), now=MONDAY + minutes(50))


def test_a_stop_stays_once_its_time_was_edited_or_deleted(tim, site):
    commands.start_timer(by=acting(tim), work=TimerWork(project_id=site.pk), now=MONDAY)
    entry = commands.stop_timer(by=acting(tim), now=MONDAY + minutes(48))
    Entry.objects.filter(pk=entry.pk).update(version=2)

    with pytest.raises(Refused, match="edited"):
        commands.undo_stop(by=acting(tim), now=MONDAY + minutes(49))

    Entry.objects.filter(pk=entry.pk).delete()
    with pytest.raises(NotSeen):
        commands.undo_stop(by=acting(tim), now=MONDAY + minutes(50))
    assert not Timer.objects.exists()


def test_the_message_of_a_stop_offers_to_undo_it(client, tim, site):
    client.force_login(tim)
    client.post(reverse("timesheets:start_timer"), {"work": "", "work_key": f"p{site.pk}", "billable": "on"})
    page = client.post(reverse("timesheets:stop_timer"), {"next": "/me/"}, follow=True).content.decode()
    assert f'action="{reverse("timesheets:undo_stop")}"' in page

    answer = client.post(reverse("timesheets:undo_stop"), {"back": "/me/"})

    assert answer.url == "/me/"
    assert Timer.objects.get().project == site
    assert not Entry.objects.exists()
