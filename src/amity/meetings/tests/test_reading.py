"""What is read of calendar files: times, series, people, links, and what is refused."""

from datetime import UTC, datetime, timedelta

import pytest

from amity.meetings.calendars.reading import Unreadable, read_events
from amity.meetings.events.reading import read
from amity.meetings.tests.making import event, ics
from amity.shared.children.child import Fault

SINCE = datetime(2026, 11, 9, tzinfo=UTC)
UNTIL = SINCE + timedelta(days=74)


def reading(*events, **lines):
    return read(ics(*events, **lines), SINCE, UNTIL, "Europe/Berlin", ())


def only(*events, **lines):
    (found,) = reading(*events, **lines).events
    return found


@pytest.mark.parametrize(
    ("start", "utc"),
    [
        ("20261124T100000Z", datetime(2026, 11, 24, 10, tzinfo=UTC)),
        ("20261124T100000", datetime(2026, 11, 24, 9, tzinfo=UTC)),
        (";TZID=America/New_York:20261124T100000", datetime(2026, 11, 24, 15, tzinfo=UTC)),
        (";TZID=W. Europe Standard Time:20261124T100000", datetime(2026, 11, 24, 9, tzinfo=UTC)),
        (";TZID=Mars/Base:20261124T100000", datetime(2026, 11, 24, 9, tzinfo=UTC)),
    ],
)
def test_a_start_is_in_its_own_zone_and_in_the_readers_without_one(start, utc):
    assert only(event(start=start, end=start)).starts_at == utc


def test_an_unknown_time_zone_is_reported():
    assert reading(event(start=";TZID=Mars/Base:20261124T100000")).skipped == {"unknown_zone": 1}


def test_an_all_day_event_has_its_dates():
    found = only(event(start="20261124", end="20261126"))

    assert (found.is_all_day, found.starts_at, found.ends_at) == (
        True, datetime(2026, 11, 24, tzinfo=UTC), datetime(2026, 11, 26, tzinfo=UTC)
    )  # fmt: skip


def test_a_series_keeps_its_time_of_day_over_the_change_of_summer_time():
    berlin = ";TZID=Europe/Berlin:20261020T"
    found = read(
        ics(event(start=f"{berlin}100000", end=f"{berlin}103000", rrule="FREQ=WEEKLY")),
        datetime(2026, 10, 19, tzinfo=UTC), datetime(2026, 11, 5, tzinfo=UTC), "UTC", (),
    ).events  # fmt: skip

    assert [one.starts_at.hour for one in found] == [8, 9, 9]
    assert len({one.recurrence for one in found}) == 3


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=HOURLY", "FREQ=DAILY;BYHOUR=1,2,3,4,5,6,7,8"])
def test_a_series_of_several_an_hour_is_left_out_and_the_others_are_read(rule):
    found = reading(event(rrule=rule), event("other@tests"))

    assert ([one.uid for one in found.events], found.skipped) == (["other@tests"], {"too_often": 1})


def test_an_endless_series_of_the_past_ends_with_the_span():
    found = reading(event(start="20000101T100000Z", end="20000101T103000Z", rrule="FREQ=DAILY")).events

    assert len(found) == 74


@pytest.mark.parametrize(
    ("lines", "link"),
    [
        ({"x_google_conference": "https://meet.google.com/abc-defg-hij"}, "https://meet.google.com/abc-defg-hij"),
        ({"location": "https://agency.zoom.us/j/123?pwd=x"}, "https://agency.zoom.us/j/123?pwd=x"),
        ({"description": "Join: https://teams.microsoft.com/l/meetup-join/19%3a1. Bye"}, "https://teams.microsoft.com/l/meetup-join/19%3a1"),
        ({"description": "See https://osprey.example/brief"}, ""),
        ({"location": "http://agency.zoom.us/j/123"}, ""),
        ({"location": "https://zoom.us.evil.example/j/123"}, ""),
        ({"x_google_conference": "javascript:alert(1)"}, ""),
    ],
)  # fmt: skip
def test_the_link_to_join_is_that_of_a_conference_and_nothing_else(lines, link):
    assert only(event(**lines)).join_link == link


@pytest.mark.parametrize(
    ("location", "place"),
    [("Room 4", "Room 4"), ("https://agency.zoom.us/j/123", ""), ("Zoom: https://agency.zoom.us/j/1", "Zoom: https://agency.zoom.us/j/1")],
)  # fmt: skip
def test_a_place_that_is_only_the_link_to_join_is_no_place(location, place):
    assert only(event(location=location)).place == place


def test_rooms_and_what_is_no_email_address_are_not_people():
    text = ics(event()).replace(
        b"END:VEVENT",
        b"ATTENDEE;CUTYPE=ROOM:mailto:room@osprey.example\r\nATTENDEE:urn:uuid:1\r\nATTENDEE;EMAIL=a@b.example:/principal/1"
        b"\r\nEND:VEVENT",
    )

    (found,) = read(text, SINCE, UNTIL, "UTC", ()).events
    assert [guest.mail for guest in found.guests] == ["cleo@osprey.example", "a@b.example"]


@pytest.mark.parametrize("bom", [b"\xef\xbb\xbf", b""])
def test_a_file_may_begin_with_a_byte_order_mark(bom):
    assert len(read(bom + ics(event()), SINCE, UNTIL, "UTC", ()).events) == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"), (b"\xef\xbb\xbf\r\n", "empty"), (b"<html>Sign in</html>", "not_calendar"),
        (b"Name,Date\r\nA,B\r\n", "not_calendar"), (b"\x00\x01\x02" * 100, "not_calendar"),
        (b"BEGIN:VCARD\r\nVERSION:4.0\r\nEND:VCARD\r\n", "not_calendar"),
    ],
)  # fmt: skip
def test_what_is_no_calendar_is_refused_with_what_it_is(data, code):
    with pytest.raises(Fault) as refused:
        read(data, SINCE, UNTIL, "UTC", ())

    assert refused.value.payload == code


def test_an_answer_to_an_invitation_is_not_an_event():
    assert reading(event(), method="REPLY").events == ()


def test_a_cancellation_by_method_cancels():
    assert only(event(), method="CANCEL").state == "cancelled"


@pytest.mark.django_db
def test_the_child_process_reads_the_same_and_names_why_it_refuses():
    assert read_events(ics(event()), (SINCE, UNTIL), "UTC") == reading(event())
    with pytest.raises(Unreadable, match="not_calendar"):
        read_events(b"<html>", (SINCE, UNTIL), "UTC")
