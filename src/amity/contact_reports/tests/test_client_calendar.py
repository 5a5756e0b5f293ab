"""Silence runs by the client's time: their time zone, their weekend, and the text that names the moment."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.urls import reverse

from amity.agency.calendars import works_on
from amity.audit.models import Record
from amity.contact_reports import queries, rules
from amity.contact_reports.client_days.commands import set_calendar
from amity.contact_reports.client_days.queries import client_zone, own_calendar
from amity.contact_reports.client_days.zones import zones_in
from amity.contact_reports.clocks.commands import follow_clocks
from amity.contact_reports.tests.making import edition_of, make_report, read, sent, with_silence
from amity.gate.models import Item
from amity.gate.tests.making import make_contact
from amity.shared.errors import Invalid
from tests.builders import MONDAY, acting, make_agency

pytestmark = pytest.mark.django_db


@pytest.fixture
def dana(osprey):
    with_silence(osprey)
    return make_contact(osprey, "Dana Whitlock", roles=["day_to_day"])


def at(day, hour, minute=0):
    """Return a moment of November 2026 in UTC. The agency is an hour ahead."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def text_of(report):
    item = edition_of(report).item
    assert item is not None
    return item.body


def deliver_reminder(now):
    Item.objects.filter(kind="input", sent_at=None).update(state="sent", released_at=now, sent_at=now)


def test_a_client_in_new_york_has_the_whole_of_both_days_there(osprey, mara, dana):
    set_calendar(by=acting(mara), account_id=osprey.pk, country="US", time_zone="America/New_York", now=MONDAY)
    report = sent(make_report(osprey, mara, [dana]), mara)

    assert "at 17:30, New York time, on Wednesday 25 November" in text_of(report)
    assert follow_clocks(at(24, 13, 55)) == 0
    assert follow_clocks(at(24, 14)) == 1
    assert "at 17:30, New York time, on Wednesday 25 November" in Item.objects.get(kind="input").body
    deliver_reminder(at(24, 14))
    assert follow_clocks(at(25, 22, 25)) == 0
    assert follow_clocks(at(25, 22, 30)) == 1
    assert queries.state_of(read(report)) == rules.BASIS


def test_where_clocks_show_the_agencys_time_no_city_is_named(osprey, mara, dana):
    set_calendar(by=acting(mara), account_id=osprey.pk, country="FR", now=MONDAY)

    assert "at 17:30 on Wednesday 25 November" in text_of(sent(make_report(osprey, mara, [dana]), mara))


def test_friday_and_saturday_are_the_weekend_where_they_are_and_sunday_counts(osprey, mara, dana):
    set_calendar(by=acting(mara), account_id=osprey.pk, country="IL", now=MONDAY)
    report = sent(make_report(osprey, mara, [dana]), mara, now=at(26, 12))

    assert "at 17:30, Jerusalem time, on Monday 30 November" in text_of(report)
    assert follow_clocks(at(27, 16, 35)) == 0
    assert follow_clocks(at(29, 7)) == 1
    deliver_reminder(at(29, 7))
    assert follow_clocks(at(30, 15, 25)) == 0
    assert follow_clocks(at(30, 15, 30)) == 1


def test_the_day_of_sending_is_the_clients(osprey, mara, dana):
    set_calendar(by=acting(mara), account_id=osprey.pk, country="JP", now=MONDAY)
    report = sent(make_report(osprey, mara, [dana]), mara, now=at(23, 16))  # Tuesday, 1:00 in Tokyo

    assert "at 17:30, Tokyo time, on Thursday 26 November" in text_of(report)


@pytest.mark.parametrize(
    ("country", "time_zone", "field"),
    [("XX", "", "country"), ("US", "", "time_zone"), ("US", "Mars/Base", "time_zone"), ("", "Mars/Base", "time_zone")],
)
def test_a_country_with_several_time_zones_needs_one_that_is_known(osprey, mara, dana, country, time_zone, field):
    with pytest.raises(Invalid) as fault:
        set_calendar(by=acting(mara), account_id=osprey.pk, country=country, time_zone=time_zone, now=MONDAY)

    assert (fault.value.field, own_calendar(osprey.pk)) == (field, ("", ""))


def test_the_calendar_is_set_and_removed_on_its_page(client, osprey, mara, dana):
    client.force_login(mara)
    place = f"/accounts/{osprey.pk}/client-days/"
    form = lambda country, time_zone: {"country": country, "time_zone": time_zone, "nonce": uuid4().hex}  # noqa: E731
    refused = client.post(place, form("US", ""))
    assert refused.status_code == 422
    assert "This country has several time zones" in refused.content.decode()

    client.post(place, form("US", "America/New_York"))
    assert own_calendar(osprey.pk) == ("US", "America/New_York")
    assert 'value="America/New_York" selected' in client.get(place).content.decode()
    client.post(place, form("", ""))
    assert own_calendar(osprey.pk) == ("", "")
    assert Record.objects.filter(action="account.client_country_set").count() == 2


def test_zones_of_a_country_are_those_whose_clocks_differ():
    assert zones_in("DE", 2026) == ["Europe/Berlin"]
    assert len(zones_in("ES", 2026)) == 2
    assert {"America/Chicago", "America/Los_Angeles"} < set(zones_in("US", 2026))
    assert zones_in("XX", 2026) == []


def test_weekends_are_those_of_the_country():
    friday, sunday = date(2026, 11, 27), date(2026, 11, 29)
    assert [works_on(country, friday) for country in ("DE", "IL", "")] == [True, False, True]
    assert [works_on(country, sunday) for country in ("DE", "IL", "")] == [False, True, False]


def test_the_contact_page_offers_a_time_zone_where_the_country_leaves_it_open(client, osprey, mara, tim, dana):
    make_agency(country="US", time_zone="America/New_York")
    client.force_login(mara)
    page, place = f"/contacts/{dana.pk}/", reverse("contact_reports:client_days", args=[osprey.pk])
    assert "in a country with several time zones" in client.get(page).content.decode()
    assert f'href="{place}">Choose time zone</a>' in client.get(page).content.decode()

    set_calendar(by=acting(mara), account_id=osprey.pk, country="", time_zone="America/Los_Angeles", now=MONDAY)

    assert "several time zones" not in client.get(page).content.decode()
    assert str(client_zone(osprey.pk)) == "America/Los_Angeles"


def test_a_country_with_one_time_zone_leaves_nothing_to_choose(client, osprey, mara, dana):
    make_agency()
    client.force_login(mara)
    assert "several time zones" not in client.get(f"/contacts/{dana.pk}/").content.decode()
