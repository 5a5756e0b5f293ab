"""The standing split: planned from dated shares, topped up, confirmed once a week, undone."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amity.audit import trail
from amity.people.models import Person
from amity.shared.errors import Invalid, NotSeen, Refused
from amity.shared.permission import MoneyRight
from amity.timesheets import commands as time
from amity.timesheets.models import Entry
from amity.timesheets.split import commands, queries
from amity.timesheets.split.models import SplitShare, SplitWeek
from amity.timesheets.sums.verify import verify
from amity.timesheets.week.days import Week
from tests.builders import MONDAY, acting, make_account, make_cost_rate, make_entry

HOUR = 3600
WEEK = Week(date(2026, 11, 23))
FRIDAY = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)


@pytest.fixture
def shared(mara, osprey):
    """Set Mara's share for Osprey to five hours a week."""
    commands.set_shares(by=acting(mara), shares={osprey.pk: 5 * HOUR}, valid_from=date(2026, 11, 1), now=MONDAY)
    return osprey


def confirm(mara, **more):
    """Confirm Mara's week on its Friday."""
    return commands.confirm_split(by=acting(mara), week=WEEK, now=FRIDAY, **more)


def test_one_click_makes_marked_entries_on_the_working_days(mara, shared):
    make_cost_rate("60")

    confirmed = confirm(mara)

    entries = Entry.objects.order_by("work_date")
    assert [(entry.work_date.day, entry.seconds) for entry in entries] == [(day, HOUR) for day in range(23, 28)]
    assert all(entry.from_split and entry.account == shared and entry.project is None for entry in entries)
    assert sum(entry.cost or 0 for entry in entries) == 30_000
    assert trail.actions_on(confirmed) == ["split.confirmed"]
    assert verify().clean


def test_the_split_tops_up_what_was_logged_by_hand(mara, shared):
    make_entry(by=mara, on=date(2026, 11, 24), hours="2:00", account_id=shared.pk)

    confirm(mara)

    assert sum(entry.seconds for entry in Entry.objects.all()) == 5 * HOUR
    assert not Entry.objects.filter(work_date=date(2026, 11, 24), from_split=True).exists()


@pytest.fixture
def full(mara, site):
    """Give Mara a week of 40 hours, full from Monday to Thursday and two hours short on Friday."""
    Person.objects.filter(pk=mara.pk).update(weekly_seconds=40 * HOUR)
    mara.refresh_from_db()
    for day, hours in ((23, "8:00"), (24, "8:00"), (25, "8:00"), (26, "8:00"), (27, "6:00")):
        make_entry(by=mara, project=site, on=date(2026, 11, day), hours=hours)


def split_days():
    return [(one.work_date.day, one.seconds // 60) for one in Entry.objects.filter(from_split=True).order_by("pk")]


def test_a_click_adds_only_what_the_days_have_room_for(mara, shared, full):
    plan = queries.week_plan(mara, WEEK, date(2026, 11, 27))

    confirm(mara)

    assert (plan.fits, plan.beyond) == (2 * HOUR, 3 * HOUR)
    assert split_days() == [(27, 120)]


def test_hours_entered_above_the_week_fill_free_days_first_and_are_named(client, mara, shared, full):
    client.force_login(mara)
    address = reverse("timesheets:confirm_split", args=[str(WEEK)])
    with time_machine.travel(FRIDAY):
        page = client.get(reverse("timesheets:split_week", args=[str(WEEK)])).content.decode()
        answer = client.post(address, {"edited": "1", f"account_{shared.pk}": "4:30"}, follow=True).content.decode()

    assert "3\u00a0h of your split aren’t logged" in page
    assert 'value="2:00"' in page
    assert "2.5 h are above your hours." in answer.replace("\u00a0", " ")
    assert dict(split_days())[27] == 120
    assert sum(minutes for _day, minutes in split_days()) == 270


def test_waiting_names_hours_and_accounts_before_the_click(client, mara, shared, full):
    client.force_login(mara)
    with time_machine.travel(FRIDAY):
        page = client.get("/waiting/").content.decode()

    assert "Logs 2\u00a0h: Osprey Rail 2\u00a0h" in page
    assert "3\u00a0h not logged because your days are full" in page


def test_a_public_holiday_is_left_out_and_shortens_the_plan(mara, shared):
    week = Week(date(2026, 12, 21))  # Christmas Day is the Friday

    commands.confirm_split(by=acting(mara), week=week, now=datetime(2026, 12, 24, 18, tzinfo=UTC))

    assert sum(entry.seconds for entry in Entry.objects.all()) == 4 * HOUR
    assert not Entry.objects.filter(work_date=date(2026, 12, 25)).exists()


def test_a_week_is_confirmed_once(mara, shared):
    confirm(mara)

    with pytest.raises(Refused, match="already"):
        confirm(mara)

    assert Entry.objects.count() == 5


def test_a_week_is_not_confirmed_before_its_last_working_day(mara, shared):
    with pytest.raises(Refused, match="from its last working day, tomorrow"):
        commands.confirm_split(by=acting(mara), week=WEEK, now=datetime(2026, 11, 26, 15, tzinfo=UTC))


def test_hours_are_changed_before_confirming(mara, shared):
    confirm(mara, hours={shared.pk: 2 * HOUR})

    assert sum(entry.seconds for entry in Entry.objects.all()) == 2 * HOUR


def test_time_for_an_account_outside_the_split_is_refused(mara, shared):
    with pytest.raises(Invalid):
        confirm(mara, hours={make_account().pk: HOUR})

    assert not SplitWeek.objects.exists()


def test_undo_reverts_what_no_one_changed(mara, shared):
    confirm(mara)
    Entry.objects.filter(work_date=WEEK.monday).update(version=2)

    kept = commands.undo_split(by=acting(mara), week=WEEK, now=FRIDAY)

    assert (kept, Entry.objects.count()) == (1, 1)
    assert verify().clean
    confirm(mara)
    assert sum(entry.seconds for entry in Entry.objects.all()) == 5 * HOUR


def test_undo_of_nothing_is_refused(mara, shared):
    with pytest.raises(NotSeen):
        commands.undo_split(by=acting(mara), week=WEEK, now=FRIDAY)


def test_days_of_a_closed_month_are_left_out(mara, shared, fina):
    SplitShare.objects.update(valid_from=date(2026, 1, 1))
    time.lock_month(by=acting(fina), month=202609, now=MONDAY)
    week = Week(date(2026, 9, 28))  # Monday to Wednesday in September

    commands.confirm_split(by=acting(mara), week=week, now=FRIDAY)

    assert {entry.work_date.month for entry in Entry.objects.all()} == {10}


def test_shares_are_dated_and_only_what_changed_is_written(mara, shared):
    later = date(2026, 12, 1)
    commands.set_shares(by=acting(mara), shares={shared.pk: 5 * HOUR}, valid_from=later, now=MONDAY)
    assert SplitShare.objects.count() == 1

    commands.set_shares(by=acting(mara), shares={shared.pk: 0}, valid_from=later, now=MONDAY)

    assert queries.shares_on(mara.pk, later) == []
    assert queries.shares_on(mara.pk, date(2026, 11, 30))[0].weekly_seconds == 5 * HOUR


def test_no_one_sets_a_share_for_an_account_they_do_not_answer_for(mara, shared):
    with pytest.raises(Invalid):
        commands.set_shares(by=acting(mara), shares={make_account().pk: HOUR}, valid_from=WEEK.monday, now=MONDAY)


def test_unconfirmed_weeks_are_named_since_the_first_share(mara, shared):
    SplitShare.objects.update(valid_from=date(2026, 11, 9))
    assert [week.number for week in queries.unconfirmed(mara.pk, date(2026, 11, 25))] == [46, 47]

    commands.confirm_split(by=acting(mara), week=Week(date(2026, 11, 9)), now=MONDAY)

    assert [week.number for week in queries.unconfirmed(mara.pk, date(2026, 11, 25))] == [47]


@pytest.mark.usefixtures("on_monday")
def test_the_shares_of_several_weeks_are_read_once(client, mara, shared):
    SplitShare.objects.update(valid_from=date(2026, 10, 19))
    client.force_login(mara)

    with CaptureQueriesContext(connection) as asked:
        page = client.get("/waiting/").text

    assert page.count("Standing split, ") > 2
    assert sum("timesheets_splitshare" in query["sql"] for query in asked) == 1


@pytest.mark.usefixtures("on_monday")
def test_this_week_is_not_planned_before_its_last_working_day(client, mara, shared):
    SplitShare.objects.update(valid_from=WEEK.monday)
    client.force_login(mara)

    with CaptureQueriesContext(connection) as asked:
        assert client.get("/waiting/").status_code == 200

    assert sum("timesheets_splitweek" in query["sql"] for query in asked) == 1


def test_account_service_of_a_month_is_compared_with_its_plan(mara, shared):
    make_entry(by=mara, on=date(2026, 11, 24), hours="3:00", account_id=shared.pk)

    (row,) = queries.care(acting(mara), 202611)

    assert (row.account, row.seconds, row.planned, row.percent) == (shared, 3 * HOUR, 21 * HOUR, 14)


@pytest.mark.usefixtures("on_monday")
def test_the_page_confirms_in_one_click_and_says_so(client, mara, shared, monkeypatch):
    SplitShare.objects.update(valid_from=date(2026, 11, 9))
    client.force_login(mara)
    page = client.get(reverse("timesheets:split_week", args=["2026-W47"])).content.decode()
    assert "Confirm week" in page
    assert "week 46" in page

    answer = client.post(reverse("timesheets:confirm_split", args=["2026-W47"]), follow=True)

    assert "Week 47 confirmed" in answer.content.decode()
    assert Entry.objects.filter(from_split=True).count() == 5


def test_hours_typed_on_the_page_are_what_is_added(client, mara, shared):
    SplitShare.objects.update(valid_from=date(2026, 11, 9))
    client.force_login(mara)
    address = reverse("timesheets:confirm_split", args=["2026-W47"])

    assert client.post(address, {"edited": "1", f"account_{shared.pk}": "lots"}).status_code == 422
    client.post(address, {"edited": "1", f"account_{shared.pk}": "1:30"})

    assert sum(entry.seconds for entry in Entry.objects.all()) == 5400


@time_machine.travel(datetime(2026, 11, 30, 9, 0, tzinfo=UTC))
def test_the_page_names_the_week_by_its_dates_and_has_each_account_once_with_the_month_of_today(client, mara, shared):
    make_entry(by=mara, account_id=shared.pk, hours="3:00", on=date(2026, 11, 24))
    larkfield = make_account("Larkfield", manager=mara)
    make_entry(by=mara, account_id=larkfield.pk, hours="1:30", on=date(2026, 11, 25))
    client.force_login(mara)
    page = client.get(reverse("timesheets:split")).content.decode()
    rows = [re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", row)).strip() for row in page.split("<tr>")[1:]]

    assert re.search(r">30 Nov\w*\s–\s6 Dec\w*</h2>", page)
    assert "Your time in Nov 2026" in page
    assert [row for row in rows if row.startswith("Osprey Rail")] == ["Osprey Rail 5:00 0:00 5:00 3:00 21:00 –"]
    assert next(row for row in rows if row.startswith("Larkfield")).startswith("Larkfield – – – 1:30 – –")


def test_shares_are_set_by_form(client, mara, osprey):
    client.force_login(mara)
    address = reverse("timesheets:shares")
    assert "Osprey Rail" in client.get(address).content.decode()

    client.post(address, {"valid_from": "2026-11-23", f"account_{osprey.pk}": "6:30"})

    assert queries.shares_on(mara.pk, WEEK.monday)[0].weekly_seconds == 23_400


def test_care_of_net_fees_is_shown_to_who_sees_margins_only(mara, tim, site, shared):
    make_cost_rate("50")
    make_entry(by=tim, project=site, hours="10:00", on=date(2026, 11, 24))
    make_entry(by=mara, on=date(2026, 11, 24), hours="2:00", account_id=shared.pk)

    with time_machine.travel(FRIDAY):
        (seen,) = queries.care(acting(mara), 202611)
        Person.objects.filter(pk=mara.pk).update(own_money_right=MoneyRight.FEE)
        (hidden,) = queries.care(acting(mara), 202611)

    assert seen.of_net_fees == 1000  # 100.00 of 1,000.00
    assert hidden.of_net_fees is None
